// biome-ignore-all format: generated
// biome-ignore-all lint: generated

/** Made of client/main.ts and page.css by `npm run generate`; a test holds it to them. */

export const pageScript = `(()=>{function W(r){for(let t of r.querySelectorAll("button.copy")){let e=t.parentElement.querySelector("code"),n=t.textContent;
t.addEventListener("click",async()=>{t.textContent=await st(e)?"Copied":"Press Ctrl+C"}),t.addEventListener("blur",()=>{
t.textContent=n}),t.addEventListener("pointerleave",()=>{t.textContent=n})}}async function st(r){try{return await navigator.
clipboard.writeText(r.textContent),!0}catch{return getSelection()?.selectAllChildren(r),document.execCommand("copy")}}function K(r){let t=[...r.querySelectorAll("details.scenario")];for(let e of r.querySelectorAll(".filter input")){let n=()=>{
for(let o of t)o.hidden=e.value!=="all"&&o.dataset.outcome!==e.value};e.addEventListener("change",n),e.checked&&n()}}var $=class{field;ports;groups;constructor(t){this.field=t;let{runs:e,times:n}=t;this.ports=new Uint16Array(n.length),this.
groups=new Uint16Array(n.length);let o=0;for(let i=0;i<e.length;i+=3){let[s,a,d]=[e[i],e[i+1],e[i+2]];for(let c=s;c<s+a;c+=
1)this.ports[o]=c,this.groups[o]=d,o+=1}}get length(){return this.ports.length}groupAt(t){return this.field.groups[this.
groups[t]]}indexOf(t){return this.ports.indexOf(t)}};function S(r){if(r<99.95)return\`\${r.toFixed(1)} ms\`;if(r<999.5)return\`\${Math.round(r)} ms\`;if(r<59995)return\`\${(r/1e3).toFixed(
2)} s\`;let t=Math.round(r/1e3);if(t<3600)return\`\${Math.floor(t/60)} min \${t%60} s\`;let e=Math.round(r/6e4);if(e<1440)return\`\${Math.
floor(e/60)} h \${e%60} min\`;let n=Math.round(r/36e5);return\`\${Math.floor(n/24)} d \${n%24} h\`}function R(r){return Number.
isSafeInteger(r)?String(r).replace(/\\B(?=(?:\\d{3})+$)/g,","):r.toLocaleString("en-US")}function y(r,t){return\`\${R(r)} \${t}\${r===
1?"":"s"}\`}function h(r,t={},...e){return N(document.createElement(r),t,e)}function l(r,t={},...e){return N(document.createElementNS(
"http://www.w3.org/2000/svg",r),t,e)}function N(r,t,e){for(let[n,o]of Object.entries(t))o!==void 0&&r.setAttribute(n,String(
o));return r.append(...e),r}function q(r,t,e){let n=[];return r!==void 0&&t>=0?n.push(...at(r,t)):e!==void 0&&n.push(h("h3",{},\`Port \${e.port} of \${e.
host}\`)),e!==void 0&&n.push(dt(e)),n}function at(r,t){let{state:e,reason:n,attempts:o,realisedBy:i}=r.groupAt(t),{host:s,
scanner:a,times:d,info:c}=r.field,u=r.ports[t],w=[["reason",n],["time",S(d[t])],["attempts",String(o)],["realised by",i],
["says",c[u]],["scanner",a==="default"?void 0:a]].flatMap(([b,M])=>M===void 0||M===""?[]:[h("dt",{},b),h("dd",{},M)]);return[
h("h3",{},\`Port \${u} of \${s} \`,h("span",{class:\`state text-\${e}\`},e)),h("dl",{},...w)]}function dt({events:r}){let t=new Set(
r.flatMap(({connection:o})=>o??[])),e=r.map(o=>{let i=F(o,t.size>1),s=[h("span",{class:"at"},ht(o.at)),h("span",{class:"\\
way","aria-hidden":"true"},lt[o.kind])],d={class:[\`event-\${o.kind}\`,o.bad?"bad":"",o.state?\`text-\${o.state}\`:""].filter(
m=>m!=="").join(" ")};if(!o.hex)return h("li",d,...s,h("span",{class:"what"},i));let c=h("pre",{},ut(o.hex,o.size??0)),u=h(
"details",{class:"what"},h("summary",{},i),c);return h("li",d,...s,u)}),n=h("p",{class:"note"},"What happened, and when \\
in ms");return h("div",{class:"conversation"},n,h("ol",{},...e))}var lt={dial:"⇢",up:"⇄",sent:"→",received:"←",end:"\\
⊣",close:"×",verdict:"=",skipped:"…"},ct={dial:"dials",up:"up",sent:"sent",received:"received",end:"ends its side",
close:"closed",verdict:"",skipped:""};function F({kind:r,text:t,size:e,connection:n,end:o},i){let s=e===void 0?"":y(e,"o\\
ctet"),a=t===""?s:s===""?t:\`\${t}, \${s}\`;return\`\${i&&n!==void 0?\`#\${n} \`:""}\${[o==="error"?"failed":ct[r],a].filter(c=>c!==
"").join(" ")}\`}function ht(r){return\`\${r.toFixed(r<1e3?2:1)}\`}function ut(r,t){let e=r.match(/../g)??[],n=[];for(let o=0;o<
e.length;o+=8){let i=e.slice(o,o+8),s=i.map(a=>{let d=Number.parseInt(a,16);return d>=32&&d<127?String.fromCharCode(d):"\\
·"});n.push(\`\${i.join(" ").padEnd(23)}  \${s.join("")}\`)}return e.length<t&&n.push(\`… \${y(t-e.length,"more octet")}\`),
n.join(\`
\`)}function k(r,t,e,n){switch(r){case"open":return P(t,e,n);case"closed":return P(t+n*.22,e+n*.22,n*.56);case"filtered":{let o=Math.
max(n*.2,1.25),i=n-2*o;return\`\${P(t,e,n)}M\${p(t+o)} \${p(e+o)}v\${p(i)}h\${p(i)}v\${p(-i)}z\`}case"error":{let o=n*.3,[i,s,a,
d]=[t,t+n,e,e+n],[c,u]=[t+n/2,e+n/2],m=n/2-o;return\`M\${[[i+o,a],[c,u-m],[s-o,a],[s,a+o],[c+m,u],[s,d-o],[s-o,d],[c,u+m],
[i+o,d],[i,d-o],[c-m,u],[i,a+o]].map(([f,b])=>\`\${p(f)} \${p(b)}\`).join("L")}z\`}}}function P(r,t,e){return\`M\${p(r)} \${p(t)}\\
h\${p(e)}v\${p(e)}h\${p(-e)}z\`}function p(r){return String(Math.round(r*100)/100)}function I(r,t){let e=[],n=0;for(;n<r.length;){let o=mt(r,n,t);if(o>=3)e.push({kind:"band",start:n,length:o*t}),n+=o*t;else{
let i=Math.min(t,r.length-n);e.push({kind:"cells",start:n,length:i}),n+=i}}return e}function mt(r,t,e){let n=t+1;for(;n<
r.length&&r[n]===r[t];)n+=1;return Math.floor((n-t)/e)}var ft=[{most:130,width:46,height:24,gap:4,numbers:!0},{most:1500,width:14,height:14,gap:3},{most:65535,width:9,height:9,
gap:2}],pt=22,T=class{element;#e;#t;#i;#o=0;#r=[];#n;#s;constructor(t,e){this.#e=t,this.#i=e,this.#t=ft.find(({most:n})=>t.
length<=n),this.element=h("div",{class:"grid",tabindex:0,role:"application","aria-roledescription":"port grid","aria-lab\\
el":\`\${y(t.length,"port")} by state: arrow keys move from port to port\`}),this.element.addEventListener("keydown",n=>this.#p(
n)),this.element.addEventListener("pointermove",n=>e.hovered(this.#f(n))),this.element.addEventListener("pointerleave",()=>e.
hovered(void 0)),this.element.addEventListener("click",n=>{let o=this.#f(n);o!==void 0&&e.picked(o)}),new ResizeObserver(
()=>this.draw()).observe(this.element)}select(t){this.#n=t,this.#u()}light(t){this.#s=t;for(let e of this.element.querySelectorAll(
"[data-group]"))e.classList.toggle("dimmed",t!==void 0&&!t.has(Number(e.dataset.group)))}draw(){let{width:t,gap:e}=this.#t,
n=Math.max(1,Math.floor((this.element.clientWidth+e)/(t+e)));if(n===this.#o||this.element.clientWidth===0)return;this.#o=
n;let o=0;this.#r=I(this.#e.groups,n).map(i=>{let s=i.kind==="band"?pt:this.#t.height,a={row:i,y:o,height:s};return o+=s+
e,a}),this.#a(o-e)}#a(t){let e=this.#o*this.#h-this.#t.gap,n=this.#r.filter(({row:i})=>i.kind==="band"),o=l("svg",{width:e,
height:t,viewBox:\`0 0 \${e} \${t}\`,"aria-hidden":"true"},...this.#t.numbers?this.#c():this.#d(),...n.map(i=>this.#l(i,e)),
l("rect",{class:"selection",rx:3}));this.element.replaceChildren(o),this.light(this.#s),this.#u()}#d(){let{groups:t}=this.#e,
e=this.#e.field.groups.map(()=>"");for(let{row:n,y:o}of this.#r)if(n.kind!=="band")for(let i=0;i<n.length;i+=1){let s=n.
start+i,{state:a}=this.#e.groupAt(s);e[t[s]]+=k(a,i*this.#h,o,this.#t.height)}return e.map((n,o)=>l("path",{d:n,class:\`f\\
ill-\${this.#e.field.groups[o].state}\`,"data-group":o}))}#c(){let{width:t,height:e}=this.#t,n=[];for(let{row:o,y:i}of this.#r)
if(o.kind!=="band")for(let s=0;s<o.length;s+=1){let a=o.start+s,{state:d}=this.#e.groupAt(a),c=s*this.#h,u=l("g",{class:\`\\
chip chip-\${d}\`,"data-group":this.#e.groups[a]},l("rect",{x:c+.75,y:i+.75,width:t-1.5,height:e-1.5,rx:4}),l("text",{x:c+
t/2,y:i+e/2},String(this.#e.ports[a])));d==="error"&&u.append(l("path",{d:\`M\${c+5} \${i+e-5}L\${c+t-5} \${i+5}\`})),n.push(u)}
return n}#l({row:t,y:e,height:n},o){let{ports:i}=this.#e,{state:s,reason:a}=this.#e.groupAt(t.start),[d,c]=[i[t.start],i[t.
start+t.length-1]],u=\`\${d} – \${c} · \${y(t.length,"port")} \${s} (\${a})\`;return l("g",{class:\`band chip-\${s}\`,"data-gro\\
up":this.#e.groups[t.start]},l("rect",{x:.75,y:e+.75,width:o-1.5,height:n-1.5,rx:4}),l("text",{x:10,y:e+n/2},u))}#u(){let t=this.
element.querySelector(".selection"),e=this.#n,n=e===void 0?void 0:this.#m(e);if(t?.setAttribute("visibility",n===void 0?
"hidden":"visible"),t===null||n===void 0||e===void 0)return;let{row:o,y:i,height:s}=n,a=o.kind==="band",d=a?0:(e-o.start)*
this.#h,c=a?this.#o*this.#h-this.#t.gap:this.#t.width,u={x:d-1.5,y:i-1.5,width:c+3,height:s+3};for(let[m,w]of Object.entries(
u))t.setAttribute(m,String(w))}#m(t){return this.#r.find(({row:e})=>t>=e.start&&t<e.start+e.length)}#f({clientX:t,clientY:e}){
let n=this.element.firstElementChild?.getBoundingClientRect();if(n===void 0)return;let[o,i]=[t-n.left,e-n.top],s=this.#r.
find(d=>i>=d.y&&i<d.y+d.height);if(s===void 0||o<0)return;if(s.row.kind==="band")return s.row.start;let a=Math.floor(o/this.#h);
return a<s.row.length?s.row.start+a:void 0}#p(t){let e=this.#e.length-1,n=this.#n,i={ArrowRight:n===void 0?0:n+1,ArrowLeft:n===
void 0?0:n-1,ArrowDown:n===void 0?0:n+this.#o,ArrowUp:n===void 0?0:n-this.#o,Home:0,End:e}[t.key];i===void 0||t.ctrlKey||
t.metaKey||t.altKey||(t.preventDefault(),this.#i.picked(Math.min(Math.max(i,0),e)))}get#h(){return this.#t.width+this.#t.
gap}};function G(r,t){let{state:e,reason:n,attempts:o,realisedBy:i}=r.groupAt(t),s=r.ports[t];return[\`port \${s}: \${e} (\${n})\`,
S(r.field.times[t]),y(o,"attempt"),i,r.field.info[s]].filter(d=>d!==void 0&&d!=="").join(", ")}function U(r){let t=[];for(let e of r.toSorted((n,o)=>n.fromMs-o.fromMs)){let n=t.find(o=>o.at(-1).toMs<=e.fromMs);n===void 0?
t.push([e]):n.push(e)}return t}function X(r,t,e){let n=yt((t-r)/e),o=[];for(let i=Math.ceil(r/n-1e-9);i<=t/n+1e-9;i+=1){let s=i*n;o.push({ms:s,text:bt(
s,n)})}return o}var gt=[10,15,30,60,120,300,600,900,1800,3600,7200,14400,43200].map(r=>r*1e3),j=864e5;function yt(r){if(r>
5e3)return gt.find(e=>e>=r)??Math.ceil(r/j)*j;let t=10**Math.floor(Math.log10(Math.max(r,.001)));return[1,2,5,10].map(e=>e*
t).find(e=>e>=r-t*1e-9)}function bt(r,t){if(r===0)return"0";if(r<1e3)return\`\${r.toFixed(z(t))} ms\`;if(r<6e4||t<1e3)return\`\${(r/
1e3).toFixed(z(t/1e3))} s\`;let e=Math.round(r/1e3);return[[Math.floor(e/3600),"h"],[Math.floor(e/60)%60,"min"],[e%60,"s"]].
flatMap(([o,i])=>o===0?[]:[\`\${o} \${i}\`]).join(" ")}function z(r){return Math.max(0,-Math.floor(Math.log10(r)+1e-9))}function Y({events:r}){let t=new Map;for(let e of r){let{at:n,kind:o,connection:i}=e;if(i===void 0)continue;o==="dial"&&
t.set(i,{connection:i,dialMs:n});let s=t.get(i);s!==void 0&&(o==="up"&&t.set(i,{...s,upMs:n}),o==="close"&&s.close===void 0&&
t.set(i,{...s,closeMs:n,close:e}))}return[...t.values()]}var Z=8,E=4.5,_=12,wt=9;function J(r,t,e,n){let o=[];for(let{dialMs:i,upMs:s,closeMs:a=n}of Y(r)){let d={x1:e(i),x2:Math.
max(e(s??a),e(i)+1),y1:t,y2:t};if(o.push(l("line",{class:"dialling",...d})),s===void 0)continue;let c=Math.max(e(a)-e(s),
2);o.push(l("rect",{class:"connection",x:e(s),y:t-Z/2,width:c,height:Z,rx:2}))}for(let[i,s]of r.events.entries()){let a=xt(
s,e(s.at),t);a!==void 0&&o.push(a);let d=r.events.find((c,u)=>u>i&&c.kind!=="skipped"&&c.at>s.at);o.push(...Mt(s,e(s.at),
e(d?.at??n),t))}return o}function Mt(r,t,e,n){if(r.kind!=="sent"&&r.kind!=="received"||r.text==="")return[];if(t<0||e-t<
6*r.text.length+2*E+4)return[];let o=r.kind==="sent"?n-9:n+9;return[l("text",{class:r.bad?"name-of bad":"name-of",x:t+E+
3,y:o},r.text)]}function xt(r,t,e){let n=r.text!=="",o=r.bad?"mark bad":"mark";switch(r.kind){case"sent":{let i=e-1;return n?
l("path",{class:o,d:\`M\${t} \${i}l\${-E} -8h\${2*E}z\`}):l("path",{class:o,d:\`M\${t-.75} \${i}v-7h1.5v7z\`})}case"received":{let i=e+
1;return n?l("path",{class:o,d:\`M\${t} \${i}l\${-E} 8h\${2*E}z\`}):l("path",{class:o,d:\`M\${t-.75} \${i}v7h1.5v-7z\`})}case"clos\\
e":return r.end==="error"?l("path",{class:"cross",d:\`M\${t-4} \${e-4}l8 8m0 -8l-8 8\`}):r.end==="peer"?l("circle",{class:"p\\
eer",cx:t,cy:e,r:3.5}):l("path",{class:"stop",d:\`M\${t} \${e-6}v12\`});case"verdict":{let i=k(r.state,t+wt-_/2,e-_/2,_);return l(
"path",{class:\`verdict-mark fill-\${r.state}\`,d:i})}default:return}}var v=26,L=28,x=22,vt=24,Et=8,Lt=14,A=class{element;#e;#t;#i;#o;#r;#n=[];#s;#a;#d=0;constructor(t,e,n,o){this.#o=n,this.#e=
t,this.#i=e,this.#t=o,this.#s={fromMs:0,toMs:t.endMs},this.#r=new Set([...t.faults,...t.lanes].map(({host:i})=>i)).size>
1,this.element=h("div",{class:"lanes",tabindex:0,role:"application","aria-roledescription":"timeline","aria-label":"What\\
 happened over time: up and down move from port to port"}),this.element.addEventListener("pointermove",i=>o.hovered(this.#p(
i))),this.element.addEventListener("pointerleave",()=>o.hovered(void 0)),this.element.addEventListener("click",i=>{let s=this.#f(
i);s!==void 0&&o.picked(s)}),this.element.addEventListener("keydown",i=>this.#h(i)),new ResizeObserver(()=>this.draw()).
observe(this.element)}show(t){this.#n=t,this.draw()}zoom(t){this.#s=t,this.draw()}select(t){t!==this.#a&&(this.#a=t,this.
draw())}get#c(){return Math.max(this.element.clientWidth-this.#o-v,60)}#l(t){let{fromMs:e,toMs:n}=this.#s;return(t-e)/(n-
e)*this.#c}draw(){if(this.element.clientWidth===0)return;let{fromMs:t,toMs:e}=this.#s,n=this.#e.faults.filter(f=>f.toMs>=
t&&f.fromMs<=e),o=U(n),i=Math.min(o.length,Et);this.#d=i*x+vt;let s=this.#d+this.#n.length*L+6,a=this.#o+this.#c+v,d=l("\\
svg",{x:this.#o-8,width:this.#c+8+v,height:s}),c=l("g",{transform:"translate(8 0)"});d.append(c),c.append(...this.#u(s));
for(let[f,b]of o.slice(0,i).entries())for(let M of b)c.append(this.#m(M,f*x));let u=[];i>0&&u.push(l("text",{class:"labe\\
l head",x:8,y:x/2},"Faults"));for(let[f,b]of this.#n.entries()){let M=this.#d+f*L,B=M+L/2,rt=b===this.#a;u.push(l("rect",
{class:rt?"lane selected":"lane",x:0,y:M,width:a,height:L})),u.push(l("text",{class:"label",x:8,y:B},this.#i(b))),c.append(
...J(b,B,it=>this.#l(it),this.#e.endMs))}let m=o.length-i;m>0&&u.push(l("text",{class:"label head",x:8,y:x*1.5},\`and \${m}\\
 more rows\`));let w={width:a,height:s,viewBox:\`0 0 \${a} \${s}\`,"aria-hidden":"true"};this.element.replaceChildren(l("svg",
w,...u,d))}#u(t){let{fromMs:e,toMs:n}=this.#s,o=this.#d-8;return X(e,n,Math.max(Math.floor(this.#c/90),2)).flatMap(({ms:i,
text:s})=>[l("line",{class:"rule",x1:this.#l(i),x2:this.#l(i),y1:this.#d-4,y2:t}),l("text",{class:"tick",x:this.#l(i),y:o},
s)])}#m({fromMs:t,toMs:e,host:n,ports:o,fault:i},s){let a=Math.max(this.#l(t),-8),d=Math.min(this.#l(e),this.#c+v),c=Math.
max(d-a,3),m=\`\${this.#r?\`\${n} \${o}\`:o}: \${i}\`,w={x:a,y:s+2,width:c,height:x-5},f=l("svg",{class:"fault",...w},l("rect",{
width:c,height:x-5,rx:3}));return f.append(l("text",{x:7,y:(x-5)/2},m),l("title",{},m)),f}#f({clientY:t}){let e=t-this.element.
getBoundingClientRect().top;return e<this.#d?void 0:this.#n[Math.floor((e-this.#d)/L)]}#p(t){let e=this.#f(t);if(e===void 0)
return;let n=t.clientX-this.element.getBoundingClientRect().left-this.#o,o,i=Lt;for(let a of e.events){let d=Math.abs(this.#l(
a.at)-n);d>=i||([o,i]=[a,d])}let s=this.#i(e);return o===void 0?s:\`\${s} at \${o.at.toFixed(2)} ms: \${F(o,!0)}\`}#h(t){let e=t.
key==="ArrowDown"?1:t.key==="ArrowUp"?-1:0;if(e===0||t.ctrlKey||t.metaKey||t.altKey)return;t.preventDefault();let n=this.#a===
void 0?-1:this.#n.indexOf(this.#a),o=this.#n[Math.min(Math.max(n+e,0),this.#n.length-1)];o!==void 0&&this.#t.picked(o)}};var g=44,$t=4,C=class{element;#e;#t;#i;#o;#r;#n;constructor(t,e,n,o){this.#e=t,this.#i=n,this.#t=e,this.#o=o,this.#r={fromMs:0,
toMs:e},this.element=h("div",{class:"overview",tabindex:0,role:"application","aria-roledescription":"time window","aria-\\
label":"Time shown: plus and minus zoom, left and right move, 0 shows the whole run"}),this.element.addEventListener("po\\
interdown",i=>this.#d(i)),this.element.addEventListener("pointermove",i=>this.#c(i)),this.element.addEventListener("poin\\
terup",i=>this.#l(i)),this.element.addEventListener("keydown",i=>this.#m(i)),new ResizeObserver(()=>this.draw()).observe(
this.element)}show(t){this.#r=t,this.draw()}get#s(){return Math.max(this.element.clientWidth-this.#i-v,60)}draw(){if(this.
element.clientWidth===0)return;let t=this.#s,e=Math.max(...this.#e,1),n=t/this.#e.length,o=this.#e.map((c,u)=>{let m=g-3-
c/e*(g-8);return\`L\${(u*n).toFixed(1)} \${m.toFixed(1)}h\${n.toFixed(2)}\`}),[i,s]=[this.#r.fromMs,this.#r.toMs].map(c=>c/this.#t*
t),a=t+this.#i+v,d=l("svg",{width:a,height:g,viewBox:\`0 0 \${a} \${g}\`,"aria-hidden":"true"},l("text",{class:"label",x:8,y:g/
2-7},"Connections"),l("text",{class:"label quiet",x:8,y:g/2+8},\`up to \${R(e)} at once\`),l("g",{transform:\`translate(\${this.#i}\\
 0)\`},l("path",{class:"activity",d:\`M0 \${g-3}\${o.join("")}V\${g-3}z\`}),l("rect",{class:"shade",x:0,y:0,width:Math.max(i,0),
height:g}),l("rect",{class:"shade",x:s,y:0,width:Math.max(t-s,0),height:g}),l("rect",{class:"window",x:i,y:.75,width:Math.
max(s-i,2),height:g-1.5,rx:3})));this.element.replaceChildren(d)}#a({clientX:t}){let e=t-this.element.getBoundingClientRect().
left-this.#i;return Math.min(Math.max(e,0),this.#s)/this.#s*this.#t}#d(t){t.button===0&&(this.element.setPointerCapture(
t.pointerId),this.#n=this.#a(t))}#c(t){if(this.#n===void 0)return;let e=this.#u(this.#n,this.#a(t));e!==void 0&&this.show(
e)}#l(t){if(this.#n===void 0)return;let e=this.#u(this.#n,this.#a(t));this.#n=void 0,this.#o(e??{fromMs:0,toMs:this.#t})}#u(t,e){
let n={fromMs:Math.min(t,e),toMs:Math.max(t,e)};return(n.toMs-n.fromMs)/this.#t*this.#s<$t?void 0:n}#m(t){let{fromMs:e,toMs:n}=this.#r,
o=n-e,s={"+":[e+o/4,n-o/4],"=":[e+o/4,n-o/4],"-":[e-o/2,n+o/2],ArrowLeft:[e-o/4,n-o/4],ArrowRight:[e+o/4,n+o/4],0:[0,this.#t],
Home:[0,this.#t]}[t.key];if(s===void 0||t.ctrlKey||t.metaKey||t.altKey)return;t.preventDefault();let a=Math.min(s[1]-s[0],
this.#t),d=Math.min(Math.max(s[0],0),this.#t-a);this.#o({fromMs:d,toMs:d+a})}};var H=class{elements;#e;#t;#i;#o;#r=[];constructor(t,e){this.#e=t;let n=h("p",{class:"readout"}),o="Point at a mark to r\\
ead it, at a lane to pick its port. Drag over the connections to zoom.";n.textContent=o;let i=St(t.lanes),s=kt(t.lanes.map(
i));this.#t=new A(t,i,s,{hovered:d=>{n.textContent=d??o},picked:e}),this.#i=new C(t.activity,t.endMs,s,d=>this.#s(d)),this.#o=
h("button",{type:"button",class:"small",hidden:""},"Whole run"),this.#o.addEventListener("click",()=>this.#s({fromMs:0,toMs:t.
endMs}));let a=h("div",{class:"tools"},n,this.#o);this.elements=[this.#i.element,this.#t.element,a,...this.#a()],this.#n(
t.lanes.slice(0,t.telling))}draw(){this.#i.draw(),this.#t.draw()}laneOf(t,e,n){return this.#e.lanes.find(o=>o.scanner===
t&&o.host===e&&o.port===n)}select(t){t!==void 0&&!this.#r.includes(t)&&this.#n([...this.#r,t]),this.#t.select(t)}#n(t){this.#r=
t.toSorted((e,n)=>Q(e.host,n.host)||e.port-n.port||Q(e.scanner,n.scanner)),this.#t.show(this.#r)}#s(t){this.#o.hidden=t.
fromMs<=0&&t.toMs>=this.#e.endMs,this.#i.show(t),this.#t.zoom(t)}#a(){let{lanes:t,telling:e,withoutLane:n}=this.#e,o=[];
if(t.length>e){let i=h("button",{type:"button",class:"small"},\`Show all \${t.length} lanes\`);i.addEventListener("click",()=>{
this.#n(t),i.remove()}),o.push(i)}if(n>0){let i=\`\${y(n,"more port")} without a lane here\`;o.push(h("p",{class:"note"},i))}
return o}};function Q(r,t){return r<t?-1:r>t?1:0}function St(r){let t=o=>new Set(r.map(o)).size>1,e=t(({host:o})=>o),n=t(
({scanner:o})=>o);return({host:o,port:i,scanner:s})=>[n?s:"",e?o:"",String(i)].filter(a=>a!=="").join(" ")}function kt(r){
let t=r.reduce((e,n)=>Math.max(e,n.length),0);return Math.min(Math.max(16+7*t,112),220)}function tt(r,t){new D(r,t).draw()}var D=class{#e;#t;#i;constructor(t,{fields:e,story:n}){this.#i=t.querySelector(".insp\\
ector"),this.#e=e.map((i,s)=>{let a=t.querySelector(\`.field[data-field="\${s}"]\`);return this.#o(a,new $(i))});let o=t.querySelector(
".story");n!==void 0&&o!==null&&(this.#t=new H(n,i=>this.#s(i)),o.append(...this.#t.elements)),t.addEventListener("keydo\\
wn",({key:i})=>{i==="Escape"&&this.#a()})}draw(){for(let{grid:t}of this.#e)t.draw();this.#t?.draw()}#o(t,e){let n=h("p",
{class:"readout","aria-live":"polite"}),o="Point at a port to read it, pick it to see all of it.";n.textContent=o;let i=new T(
e,{hovered:s=>{n.textContent=s===void 0?o:G(e,s)},picked:s=>{n.textContent=G(e,s),this.#n(e,s)}});t.querySelector(".grid\\
-place").append(i.element,h("div",{class:"tools"},n,this.#r(e)));for(let s of t.querySelectorAll("button.state"))s.addEventListener(
"click",()=>Tt(t,s,i));return{view:e,grid:i}}#r(t){let e=h("input",{type:"number",min:1,max:65535,inputmode:"numeric"});
return e.addEventListener("input",()=>{let n=t.indexOf(Number(e.value));e.classList.toggle("unknown",e.value!==""&&n===-1),
n!==-1&&this.#n(t,n)}),h("label",{class:"goto"},"Port ",e)}#n(t,e){let{scanner:n,host:o}=t.field,i=this.#t?.laneOf(n,o,t.
ports[e]);for(let s of this.#e)s.grid.select(s.view===t?e:void 0);this.#t?.select(i),this.#d(t,e,i)}#s(t){let e=this.#e.
find(({view:o})=>o.field.scanner===t.scanner&&o.field.host===t.host),n=e?.view.indexOf(t.port)??-1;for(let o of this.#e)
o.grid.select(o===e&&n!==-1?n:void 0);this.#t?.select(t),this.#d(e?.view,n,t)}#a(){for(let{grid:t}of this.#e)t.select(void 0);
this.#t?.select(void 0),this.#i.replaceChildren()}#d(t,e,n){let o=h("button",{type:"button",class:"close","aria-label":"\\
Close"},"×");o.addEventListener("click",()=>this.#a()),this.#i.replaceChildren(o,...q(t,e,n))}};function Tt(r,t,e){let n=t.
getAttribute("aria-pressed")==="true";for(let o of r.querySelectorAll("button.state"))o.setAttribute("aria-pressed","fal\\
se");t.setAttribute("aria-pressed",String(!n)),e.light(n?void 0:new Set(t.dataset.groups.split(",").map(Number)))}function et(){let r=()=>{let t=document.getElementById(decodeURIComponent(location.hash.slice(1)));if(t!==null){for(let e=t;e;e=
e.parentElement?.closest("details"))e instanceof HTMLDetailsElement&&(e.open=!0);t.scrollIntoView({block:"nearest"})}};addEventListener(
"hashchange",r),r()}function nt(r,t=()=>{}){let e=[];addEventListener("beforeprint",()=>{e=r.filter(({open:n})=>!n);for(let n of e)
n.open=!0,t(n)}),addEventListener("afterprint",()=>{for(let n of e)n.open=!1})}var At=JSON.parse(document.getElementById("data").textContent),O=[...document.querySelectorAll("details.scenario")],ot=new Set;
function V(r){!r.open||ot.has(r)||(ot.add(r),tt(r,At.scenarios[O.indexOf(r)]))}for(let r of O)r.addEventListener("toggle",
()=>V(r)),V(r);W(document);K(document);et();nt(O,V);})();
`;
export const pageScriptHash = 'aN2Gqs9mLgrZwZ3rSirOuoW+Lt/y2Dhhrsrj27nWX4w=';
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
solid var(--focus)}}.scenario{border:1px solid var(--line);border-bottom-width:0;background:var(--card);&:not([hidden]){&:first-of-type{border-radius:10px
10px 0 0}&:last-of-type{border-radius:0 0 10px 10px;border-bottom-width:1px}&:only-of-type{border-radius:10px}}>summary{
display:grid;grid-template-columns:20px 1fr 120px 100px 76px;align-items:center;gap:14px;padding:11px 18px;cursor:pointer;
list-style:none;&::-webkit-details-marker{display:none}&:hover{background:var(--wash)}}&[open]>summary{border-bottom:1px
solid var(--line)}}main:has(input[value=failed]:checked,input[value=passed]:checked,input[value=interrupted]:checked) .scenario{
border-bottom-width:1px;border-radius:10px;margin-bottom:6px}.title{min-width:0}.name{margin-right:6px;font-weight:600}.file,
.tally,.took,.measured{color:var(--dim)}.tally,.took{font-size:13px;text-align:right;white-space:nowrap}.state-bar{width:120px;
height:8px}.body{display:grid;grid-template-columns:minmax(0,1fr) 320px;gap:36px;padding:22px 20px 32px 52px}.main>*+*{margin-top:30px}
.why{max-width:68ch;color:var(--dim)}h2{margin-bottom:12px;font-size:15px;font-weight:650}.expectations{display:grid;gap:6px;
& li{display:flex;gap:10px}.outcome{width:16px;height:16px;margin-top:3px}.failed p:first-child{font-weight:600}}.found{
margin-top:3px;padding:4px 10px;border-left:3px solid var(--failed);background:var(--failed-wash);& span{color:var(--failed)}}
.more{margin-top:6px;color:var(--dim)}aside{position:sticky;top:16px;align-self:start;min-width:0;max-height:calc(100vh -
32px);overflow-y:auto;.command{flex-wrap:wrap;justify-content:space-between;gap:4px;padding:8px 8px 8px 14px;& code{order:3;
flex-basis:100%;white-space:pre-wrap;& span{display:inline-block;max-width:100%;overflow-wrap:anywhere}}}}dl{display:grid;
grid-template-columns:max-content 1fr;gap:2px 14px;font-size:14px;& dt{color:var(--dim)}& dd{overflow-wrap:anywhere}}.world{
padding:14px 14px 0}.fill-open,.bar-open{fill:var(--open)}.fill-closed,.bar-closed{fill:var(--closed)}.fill-filtered,.bar-filtered{
fill:var(--filtered)}.fill-error,.bar-error{fill:var(--error)}.text-open{color:var(--open)}.text-filtered{color:var(--filtered)}
.text-error{color:var(--error)}.grid{max-height:460px;overflow:hidden auto;padding:3px;margin:-3px;cursor:pointer;& svg{
display:block;max-width:100%;overflow:visible}}.dimmed{opacity:.16}.selection{fill:none;stroke:var(--ink);stroke-width:2}
.chip,.band{& rect{stroke-width:1.5}& text{fill:var(--ink);font-size:12px;dominant-baseline:central}}.chip text{text-anchor:middle}
.chip-open{& rect{fill:var(--open);stroke:var(--open)}& text{fill:var(--card);font-weight:600}}.chip-closed{& rect{fill:var(--closed-wash);
stroke:none}& text{fill:var(--dim)}}.chip-filtered{& rect{fill:var(--filtered-wash);stroke:var(--filtered)}& text{fill:var(--filtered)}}
.chip-error{& rect{fill:var(--error-wash);stroke:var(--error);stroke-dasharray:3 2}& text{fill:var(--error)}& path{stroke:var(--error);
opacity:.5}}.tools{display:flex;align-items:center;justify-content:space-between;gap:16px;min-height:30px;margin:8px 0 10px;
color:var(--dim);font-size:13px}.readout{min-width:0}.goto{flex:none;& input{width:84px;margin-left:6px;padding:2px 8px;
border:1px solid var(--line);border-radius:6px;background:var(--card);&.unknown{border-color:var(--failed)}}}.scroll{position:relative;
overflow-x:auto}table{width:100%;border-collapse:collapse;font-size:13px;white-space:nowrap}th,td{padding:4px 12px 4px 0;
border-top:1px solid var(--line);text-align:left;vertical-align:middle}thead th{border-top:0;color:var(--dim);font-weight:400}
tfoot th{font-weight:400}tfoot :is(th,td){color:var(--dim)}.number{text-align:right}.ports{max-width:180px;overflow:hidden;
text-overflow:ellipsis}.main{container-type:inline-size}.wide{width:120px;padding-right:0}@container (max-width: 830px){
.wide{display:none}}button.state{display:inline-flex;align-items:center;gap:7px;margin-left:-7px;padding:1px 8px 1px 7px;
border-color:transparent;background:none;font-weight:600;& span{font-weight:400}&[aria-pressed=true]{border-color:var(--dim);
background:var(--wash)}}.swatch{width:12px;height:12px}.spread{display:block;width:110px;height:12px;fill:var(--ink);stroke:var(--ink);
.thin{stroke-width:1;opacity:.6}.thick{stroke-width:3}& circle{stroke:none}}.note{color:var(--dim);font-size:13px}.inspector:not(:empty){
position:relative;margin-top:18px;padding:14px;border:1px solid var(--line);border-radius:8px;& h3{margin:0 30px 8px 0;font-size:15px}}
.close{position:absolute;top:8px;right:8px;padding:0 8px;border-color:transparent;background:none;font-size:18px}.conversation{
margin-top:12px;padding-top:8px;border-top:1px solid var(--line);font-size:13px;& li{display:grid;grid-template-columns:58px
16px 1fr;gap:6px;align-items:baseline;padding:1.5px 0}.at{color:var(--dim);text-align:right}.way{text-align:center}.what{
overflow-wrap:anywhere}.event-verdict{font-weight:600}.event-dial:not(:first-child){margin-top:8px}.bad .what{color:var(--failed)}
& summary{cursor:pointer}& pre{margin:4px 0 8px -80px;padding:8px 10px;overflow-x:auto;border-radius:6px;background:var(--wash);
font-size:11.5px;line-height:1.45}}.overview{cursor:crosshair;touch-action:none;user-select:none}.lanes{cursor:pointer}.overview
svg,.lanes>svg{display:block;max-width:100%}.label,.tick,.fault text{fill:var(--ink);font-size:12px;dominant-baseline:central}
.quiet,.tick{fill:var(--dim);font-size:11px}.head{fill:var(--dim)}.tick{text-anchor:middle}.activity{fill:var(--connection)}
.shade{fill:var(--card);opacity:.7}.window{fill:none;stroke:var(--dim)}.rule{stroke:var(--line)}.fault{& rect{fill:var(--fault)}
& text{fill:var(--ink);font-size:11.5px}}.lane{fill:transparent;&:hover{fill:var(--wash)}&.selected{fill:var(--open-wash)}}
.dialling{stroke:var(--dim);stroke-width:1.5;stroke-dasharray:3 2.5}.connection{fill:var(--connection)}.name-of{fill:var(--dim);
font-size:10.5px;dominant-baseline:central}.mark,.name-of{&.bad{fill:var(--failed)}}.mark{fill:var(--ink)}.cross{fill:none;
stroke:var(--ink);stroke-width:1.8}.peer{fill:var(--card);stroke:var(--ink);stroke-width:1.5}.stop{stroke:var(--dim);stroke-width:1.5}
.verdict-mark{stroke:var(--card);stroke-width:2;paint-order:stroke}.legend{display:flex;flex-wrap:wrap;gap:4px 18px;margin-top:10px;
color:var(--dim);font-size:12px;.bar,.dash{display:inline-block;width:18px;height:7px;border-radius:2px;background:var(--connection)}
.dash{height:0;border-top:1.5px dashed var(--dim);border-radius:0;background:none;vertical-align:middle}}.small+.note{margin-top:8px}
@media(max-width:980px){.body{grid-template-columns:minmax(0,1fr);gap:26px;padding-left:24px}aside{position:static;max-height:none;
overflow:visible}.inspector:not(:empty){position:fixed;inset:auto 0 0;z-index:1;max-height:46vh;margin:0;overflow-y:auto;
border-radius:12px 12px 0 0;background:var(--card);box-shadow:0 -6px 24px #0003}}@media(max-width:640px){body{padding:22px
14px 60px}.scenario>summary{grid-template-columns:20px 1fr auto;gap:10px;padding:10px 12px}.states,.tally{display:none}.file{
display:block;overflow-wrap:anywhere}.body{padding:18px 14px 24px}header .command{flex-wrap:wrap;gap:0 12px;.label{flex:1}
& code{order:3;flex-basis:100%}}}@media print{body{max-width:none;padding:0;background:#fff;font-size:12px}table{font-size:10.5px}
th,td{padding-right:8px}.wide{display:none}.story+.legend,.grid-place{margin-bottom:10px}.body{display:block;padding-left:20px}
.scenario,tr,.expectations li{break-inside:avoid}.scenario[open]{break-inside:auto}.filter,.copy,.small,.tools,.inspector,
.world{display:none}*{print-color-adjust:exact}}
`;
export const pageStyleHash = 'iWpHyWbenq+VjFCDIq33cJW3+VCbCTpdu+Ythn8yLAI=';
