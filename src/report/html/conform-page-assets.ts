// biome-ignore-all format: generated
// biome-ignore-all lint: generated

/** Made of client/conform/main.ts and conform-page.css by `npm run generate`; a test holds it to them. */

export const pageScript = `(()=>{function f(t){for(let e of t.querySelectorAll("button.copy")){let o=e.parentElement.querySelector("code"),l=e.textContent;
e.addEventListener("click",async()=>{e.textContent=await C(o)?"Copied":"Press Ctrl+C"}),e.addEventListener("blur",()=>{e.
textContent=l}),e.addEventListener("pointerleave",()=>{e.textContent=l})}}async function C(t){try{return await navigator.
clipboard.writeText(t.textContent),!0}catch{return getSelection()?.selectAllChildren(t),document.execCommand("copy")}}function p(){let t=()=>{let e=document.getElementById(decodeURIComponent(location.hash.slice(1)));if(e!==null){for(let o=e;o;o=
o.parentElement?.closest("details"))o instanceof HTMLDetailsElement&&(o.open=!0);e.scrollIntoView({block:"nearest"})}};addEventListener(
"hashchange",t),t()}function m(t,e=()=>{}){let o=[];addEventListener("beforeprint",()=>{o=t.filter(({open:l})=>!l);for(let l of o)
l.open=!0,e(l)}),addEventListener("afterprint",()=>{for(let l of o)l.open=!1})}function y(t){let e=[...t.querySelectorAll("tbody tr")].map(n=>({row:n,state:n.dataset.state,text:n.textContent.toLowerCase()})),
o=[...t.querySelectorAll(".group")].map(n=>({group:n,wasOpen:n.open,rows:[...n.querySelectorAll("tbody tr")]})),l=[...t.
querySelectorAll(".filter input")],i=t.querySelector(".find"),E=t.querySelector(".none");function s(){let n=l.find(({checked:r})=>r)?.
value??"all",L=i.value.toLowerCase().split(/\\s+/),c=0;for(let{row:r,state:d,text:u}of e){let a=(n==="all"||d===n)&&L.every(
h=>u.includes(h));r.hidden=!a,a&&(c+=1)}E.hidden=c>0;let v=c===e.length;for(let{group:r,wasOpen:d,rows:u}of o)r.hidden=u.
every(({hidden:a})=>a),r.open=v?d:!r.hidden}for(let n of l)n.addEventListener("change",s);return i.addEventListener("inp\\
ut",s),s(),()=>{i.value="";for(let n of l)n.checked=n.value==="all";s()}}f(document);var T=y(document.querySelector("#clauses"));addEventListener("hashchange",()=>{document.querySelector("tr:ta\\
rget[hidden]")!==null&&T()});p();m([...document.querySelectorAll("details")]);})();
`;
export const pageScriptHash = 'zt0V9ioryJsIEDfhbtpq8/PA04TYcTijlpmPDCtyPso=';
export const pageStyle = `:root{color-scheme:light;--paper: #fbfbfa;--card: #ffffff;--ink: #1a1e24;--dim: #5a6270;--line: #e3e5e9;--wash: #f2f3f5;
--open: #1463c2;--open-wash: #dfecfb;--closed: #a9b0bb;--closed-wash: #eff1f3;--filtered: #b25a00;--filtered-wash: #fff4e5;
--error: #8b2bb5;--error-wash: #f7e9fd;--passed: #0a7558;--failed: #c22a1b;--failed-wash: #fdf0ee;--focus: #1463c2;--connection:
#c3cbd6;--fault: #e9e4d9;--sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial,
sans-serif;--mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace}@media screen and (prefers-color-scheme:dark){
:root:not(.paper){color-scheme:dark;--paper: #101316;--card: #171b1f;--ink: #e6e9ed;--dim: #98a2af;--line: #2a3037;--wash:
#1f242a;--open: #66b0ff;--open-wash: #14304f;--closed: #616b78;--closed-wash: #20262c;--filtered: #f2a44e;--filtered-wash:
#38260f;--error: #d594f7;--error-wash: #331c3f;--passed: #46c79f;--failed: #ff8071;--failed-wash: #33191a;--focus: #66b0ff;
--connection: #3d4753;--fault: #3b372f}}*{box-sizing:border-box}body{margin:0 auto;max-width:1420px;padding:40px 28px 80px;
background:var(--paper);color:var(--ink);font:15px / 1.5 var(--sans);font-variant-numeric:tabular-nums}h1,h2,h3,p,ul,ol,
dl,dd,fieldset{margin:0;padding:0;border:0}ul,ol{list-style:none}code,pre,.file{font-family:var(--mono);font-size:.87em}
button,input{font:inherit;color:inherit}:focus-visible{outline:2px solid var(--focus);outline-offset:2px;border-radius:4px}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}.outcome{flex:none;width:20px;height:20px;
fill:none;stroke:var(--passed);stroke-width:2.4;stroke-linecap:round;stroke-linejoin:round;&.failed{stroke:var(--failed)}
&.interrupted{stroke:var(--filtered)}}header{padding-bottom:28px}.kicker{color:var(--dim);font:13px var(--mono)}h1{display:flex;
align-items:center;gap:12px;margin:4px 0 8px;font-size:clamp(26px,4.2vw,38px);font-weight:650;letter-spacing:-.02em;line-height:1.15;
.outcome{width:1em;height:1em;stroke-width:2.6}}header.failed h1 span{color:var(--failed)}.facts{margin-bottom:18px;color:var(--dim);
& span:not(:last-child):after{content:"·";margin:0 .3em 0 .45em}}.command{display:flex;align-items:center;gap:12px;max-width:100%;
padding:5px 5px 5px 14px;border:1px solid var(--line);border-radius:8px;background:var(--card);.label{flex:none;color:var(--dim);
font-size:13px}& code{flex:1;min-width:0;overflow-x:auto;padding:4px 0;scrollbar-width:none;white-space:pre}}button{flex:none;
padding:4px 12px;border:1px solid var(--line);border-radius:6px;background:var(--wash);font-size:13px;cursor:pointer;&:hover{
border-color:var(--dim)}}.filter{display:inline-flex;margin-bottom:14px;padding:3px;border-radius:8px;background:var(--wash);& input{position:absolute;
opacity:0}& span{display:block;padding:3px 14px;border-radius:6px;color:var(--dim);cursor:pointer}& b{margin-left:4px;font-weight:600}
& input:checked+span{background:var(--card);box-shadow:0 1px 2px #0002;color:var(--ink)}& input:focus-visible+span{outline:2px
solid var(--focus)}}:root{--pass: #2f9e7d;--pass-wash: #e3f4ee;--unsure: #8a93a0}@media screen and (prefers-color-scheme:dark){:root:not(.paper){
--pass: #2f8f72;--pass-wash: #12332a;--unsure: #7b8694}}body{max-width:1180px}a{color:inherit;text-decoration-color:var(--closed);
text-underline-offset:3px;&:hover{text-decoration-color:currentColor}}h2{margin-bottom:12px;font-size:19px;font-weight:650;
letter-spacing:-.01em}h3{margin-bottom:6px;color:var(--dim);font-size:13px;font-weight:500}main>section+section{margin-top:44px}
.note,.took,.about{color:var(--dim)}.note{font-size:13px}.took{font-size:13px;text-align:right;white-space:nowrap}.scroll{
overflow-x:auto}.outcome{&.v-fail,&.v-suite-error,&.v-unexpected-pass{stroke:var(--failed)}&.v-warn,&.v-known-failure{stroke:var(--filtered)}
&.v-inconclusive{stroke:var(--error)}&.v-unsupported{stroke:var(--closed)}}.text-fail,.text-suite-error,.text-unexpected-pass{
color:var(--failed)}.text-warn,.text-known-failure{color:var(--filtered)}.verdicts{margin-bottom:20px}.verdict-bar{display:block;
width:100%;height:10px;margin-bottom:10px;border-radius:5px;& rect{fill:var(--pass);stroke:var(--paper);stroke-width:.25}
.v-fail,.v-suite-error,.v-unexpected-pass{fill:var(--failed)}.v-warn,.v-known-failure{fill:var(--filtered)}.v-inconclusive{
fill:var(--error)}.v-unsupported{fill:var(--closed)}}.tally{display:flex;flex-wrap:wrap;gap:4px 22px;color:var(--dim);& li{
display:flex;align-items:center;gap:6px}& b{color:var(--ink);font-weight:650}.outcome{width:16px;height:16px}}details{border:1px
solid var(--line);border-bottom-width:0;background:var(--card);&:first-of-type{border-radius:10px 10px 0 0}&:last-of-type{
border-bottom-width:1px;border-radius:0 0 10px 10px}&:only-of-type{border-radius:10px}>summary{display:grid;grid-template-columns:20px
minmax(0,1fr) auto;align-items:center;gap:12px;padding:11px 18px;cursor:pointer;list-style:none;&::-webkit-details-marker{
display:none}&:hover{background:var(--wash)}}&[open]>summary{border-bottom:1px solid var(--line)}}.name{font-weight:600}
.case .name{font-family:var(--mono);font-size:.9em}.verdict{font-size:13px;font-weight:600;white-space:nowrap}.body{display:grid;
gap:20px;padding:18px 20px 24px 50px;>*{min-width:0}}.reason{white-space:pre-line}blockquote{max-width:78ch;margin:0;padding:3px
0 3px 14px;border-left:3px solid var(--line);color:var(--dim);+&{margin-top:8px}& a{color:var(--ink);font-weight:600}}.level{
font-size:12px;font-weight:600;letter-spacing:.03em;white-space:nowrap}.found{display:grid;grid-template-columns:max-content
1fr;gap:0 16px;padding:10px 14px;border-radius:8px;background:var(--failed-wash);font-family:var(--mono);font-size:13px;
& dt{color:var(--dim)}& dd{overflow-wrap:anywhere}.actual{color:var(--failed);font-weight:600}}.talk li{display:flex;gap:10px;
padding:2px 0;font-size:14px;.at{flex:0 0 72px;color:var(--dim);font-size:12.5px;text-align:right}.on{flex:none;width:18px;
border-radius:4px;background:var(--wash);color:var(--dim);font-size:12px;text-align:center}.way{flex:none;color:var(--dim)}
&.received .way{color:var(--open)}& code{overflow-wrap:anywhere}}.dump{border-collapse:collapse;font-family:var(--mono);
font-size:12.5px;line-height:1.55;white-space:pre;& th{padding:2px 0 4px;font-family:var(--sans);font-size:13px;font-weight:600;
text-align:left}& tbody+tbody th{padding-top:12px}& td{padding:0 18px 0 0;vertical-align:top}.offset,.folded{color:var(--dim)}
.octets{color:var(--open)}.what span{display:inline-block;min-width:20ch;color:var(--dim)}.unread .octets{color:var(--dim)}
& mark{border-radius:2px;background:var(--failed);color:var(--card)}.fault-row td{padding:3px 0 5px;color:var(--failed);
white-space:pre-wrap}}.body .command code{scrollbar-width:thin}.map{display:grid;gap:3px;margin-bottom:20px;>div{display:flex;
gap:12px}}.prefix{flex:0 0 74px;padding-top:1px;color:var(--dim);font:12px / 18px var(--mono);text-align:right}.cells{display:flex;
flex-wrap:wrap;gap:3px}.cell{display:inline-block;flex:none;width:18px;height:18px;border:1.5px solid transparent;border-radius:4px;
&:is(a):hover{outline:2px solid var(--focus);outline-offset:1px}}i.cell{width:11px;height:11px;margin-right:8px;border-radius:3px;
vertical-align:-1px}.s-kept{background:var(--pass)}.s-broken{background:var(--failed)}.s-warned{background:var(--filtered)}
.s-known{border-color:var(--filtered);background:repeating-linear-gradient(135deg,var(--filtered) 0 2px,var(--filtered-wash)
2px 4px)}.s-untried{background:var(--closed)}.s-untestable{border-color:var(--closed);background:repeating-linear-gradient(135deg,var(--closed-wash)
0 2px,var(--closed) 2px 3px)}.s-uncovered{border-color:var(--closed);border-style:dashed}.tools{display:flex;flex-wrap:wrap;
gap:10px 16px;align-items:center;margin-bottom:12px;.filter{flex-wrap:wrap;margin:0}}.find{flex:1;min-width:180px;max-width:340px;
padding:6px 12px;border:1px solid var(--line);border-radius:8px;background:var(--card)}.group{&:not([hidden]){display:block}
.name{font:600 13px var(--mono)}.inner{padding:4px 18px 8px}.cell{margin-right:4px}& th .cell{margin-right:8px}}.matrix{
width:100%;border-collapse:collapse;font-size:14px;table-layout:fixed;& th,td{padding:7px 16px 7px 0;border-top:1px solid
var(--line);text-align:left;vertical-align:top}& tbody th{font-family:var(--mono);font-size:13px;white-space:nowrap}& col.id{
width:120px}& col.level{width:116px}& col.cases{width:32%}& thead th{padding:0;border:0}.level{color:var(--dim);font-weight:500;
line-height:21px}.asks{color:var(--dim)}.cases{padding-right:0}& tbody tr:first-child>*{border-top:0}& tr:target{background:var(--open-wash)}}
.chip{display:inline-block;margin:0 2px 4px 0;padding:0 7px;border:1px solid var(--line);border-radius:5px;background:var(--closed-wash);
color:var(--dim);font:12px / 20px var(--mono);text-decoration:none;white-space:nowrap;&:is(a):hover{border-color:currentColor}
&.v-pass{border-color:transparent;background:var(--pass-wash);color:var(--passed)}&.v-fail,&.v-suite-error,&.v-unexpected-pass{
border-color:transparent;background:var(--failed);color:var(--card)}&.v-warn,&.v-known-failure{border-color:transparent;
background:var(--filtered-wash);color:var(--filtered)}&.v-inconclusive{border-color:transparent;background:var(--error-wash);
color:var(--error)}&.v-none{border-style:dashed;background:none}}.group>summary,.cases-of>summary{grid-template-columns:minmax(0,1fr)
auto;padding:8px 18px}.cases-of{& ul{padding:8px 18px 12px}& li{display:grid;grid-template-columns:16px 190px minmax(0,1fr)
minmax(0,220px) 72px;gap:4px 12px;align-items:baseline;padding:3px 0;font-size:14px}& li .outcome{width:14px;height:14px;
align-self:center}& li .name{font-family:var(--mono);font-size:12.5px;font-weight:400}.clauses{color:var(--dim);font-size:12px;
text-align:right}:target{background:var(--open-wash)}}.number{display:inline-block;min-width:2.2ch;color:var(--dim)}.shares{
display:flex;gap:14px}.share{display:inline-flex;align-items:center;gap:4px;color:var(--dim);font-size:13px;.outcome{width:14px;
height:14px}}.bars li{display:grid;grid-template-columns:190px minmax(0,1fr) 72px;gap:14px;align-items:center;padding:3px
0;& a{font-family:var(--mono);font-size:12.5px}& svg{width:100%;height:8px;border-radius:4px;background:var(--wash)}& rect{
fill:var(--unsure)}}@media(max-width:860px){.cases-of li{grid-template-columns:16px minmax(0,1fr) auto;.about,.clauses{grid-column:2
/ -1;grid-row:2;text-align:left}.clauses{grid-row:3}}}@media(max-width:640px){body{padding:22px 14px 60px}details>summary{
gap:10px;padding:10px 12px}.case>summary{grid-template-columns:20px minmax(0,1fr)}.case .verdict{grid-column:2}.case .name{
display:block}.body{padding:16px 14px 20px}.found{grid-template-columns:minmax(0,1fr);.actual{margin-bottom:0}& dd{margin-bottom:6px}}
.talk li .at{flex-basis:56px}.prefix{flex-basis:56px;font-size:11px}.cell:is(a){width:15px;height:15px}.find{max-width:none}
.matrix,.matrix tbody,.matrix tr,.matrix td,.matrix tbody th{display:block;width:auto;min-width:0}.group .inner{padding:0
14px 8px}.matrix{& colgroup,thead{display:none}& tr{padding:8px 0;border-top:1px solid var(--line)}& tr[hidden]{display:none}
& th,td{padding:1px 0;border:0}.level,tbody th{display:inline-block;margin-right:10px}.cases{padding-top:5px}}.bars li{grid-template-columns:150px
minmax(0,1fr) 62px;gap:8px}.command{flex-wrap:wrap;gap:0 12px;.label{flex:1}& code{order:3;flex-basis:100%}}}@media print{
body{max-width:none;padding:0;background:#fff;font-size:12px}main>section+section{margin-top:24px}.matrix,.cases-of li,.talk
li{font-size:11px}.dump{font-size:10px}details{break-inside:auto}summary,h2,h3{break-after:avoid}.talk li,.cases-of li{break-inside:avoid}
.cases-of li{grid-template-columns:12px 190px minmax(0,1fr) 130px 52px;gap:2px 8px;padding:1px 0;font-size:10px;.about,.clauses{
grid-column:auto;grid-row:auto}.name{font-size:9.5px}.clauses{font-size:9px;text-align:right}}.matrix{& col.id{width:92px}
& col.level{width:76px}& col.cases{width:46%}.level{line-height:inherit}}.chip{margin:0 1px 2px 0;padding:0 3px;font:8px
/ 12px var(--mono)}.tools,.copy{display:none}.command code{white-space:pre-wrap}*{print-color-adjust:exact}}.machine{display:block;
width:100%;max-width:740px;margin:16px 0 20px;text{fill:var(--ink);font:13px var(--mono);text-anchor:middle}rect{fill:var(--card);
stroke:var(--closed);stroke-width:1.5}.way path{fill:none;stroke:currentColor;stroke-width:2}.way text{fill:currentColor;
stroke:var(--paper);stroke-width:4;paint-order:stroke;font-size:11.5px}marker path{fill:currentColor}}.w-right{color:var(--pass)}
.w-wrong{color:var(--failed)}.w-unseen,.w-not-reached{color:var(--closed)}.w-not-reached path{stroke-dasharray:3 4}.states{
border-collapse:collapse;font-size:13px;& th,td{padding:4px 22px 4px 0;border-top:1px solid var(--line);text-align:left}
& tbody th{font:12.5px var(--mono);white-space:nowrap}& thead th{border-top:0;color:var(--dim);font-weight:500}}
`;
export const pageStyleHash = 'eaIjexRYGJbYIvMNuxoklFLNbfNCqy50a1Ea4GwpG2E=';
