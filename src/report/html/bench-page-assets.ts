// biome-ignore-all format: generated
// biome-ignore-all lint: generated

/** Made of client/bench/main.ts and bench-page.css by `npm run generate`; a test holds it to them. */

export const pageScript = `(()=>{function sr(e){for(let l of e.querySelectorAll("button.copy")){let r=l.parentElement.querySelector("code"),n=l.textContent;
l.addEventListener("click",async()=>{l.textContent=await gs(r)?"Copied":"Press Ctrl+C"}),l.addEventListener("blur",()=>{
l.textContent=n}),l.addEventListener("pointerleave",()=>{l.textContent=n})}}async function gs(e){try{return await navigator.
clipboard.writeText(e.textContent),!0}catch{return getSelection()?.selectAllChildren(e),document.execCommand("copy")}}function Nl({wrong:e,missing:l,error:r}){return e+l+r}function jn(e){if(e<99.95)return\`\${e.toFixed(1)} ms\`;if(e<999.5)return\`\${Math.round(e)} ms\`;if(e<59995)return\`\${(e/1e3).
toFixed(2)} s\`;let l=Math.round(e/1e3);if(l<3600)return\`\${Math.floor(l/60)} min \${l%60} s\`;let r=Math.round(e/6e4);if(r<
1440)return\`\${Math.floor(r/60)} h \${r%60} min\`;let n=Math.round(e/36e5);return\`\${Math.floor(n/24)} d \${n%24} h\`}function qn(e){
return Number.isSafeInteger(e)?String(e).replace(/\\B(?=(?:\\d{3})+$)/g,","):e.toLocaleString("en-US")}var Jn=["SCANNER","AT ONCE","PORTS/S","ERRORS","OF REFERENCE","CPU/PROBE","P50","P99","ATTEMPTS/PORT"],Ea=Jn.map((e,l)=>l).
slice(1),[ka,Ma]=[Jn.indexOf("PORTS/S"),Jn.indexOf("ERRORS")];function on({scanner:e,engine:l,probe:r,ratePerSecond:n}){let i=l===void 0?e:\`\${e} \${l} \${r}\`;return n===void 0?i:\`\${i},\\
 \${qn(n)}/s\`}function ur({errors:e,judged:l}){let r=["wrong","missing","error"].filter(n=>e[n]>0);return r.length>0?r.map(
n=>\`\${qn(e[n])} \${n}\`).join(", "):l==="all states"?"none":"none (open)"}function Xe(e,l={},...r){return ar(document.createElement(e),l,r)}function Zn(e,l={},...r){return ar(document.createElementNS(
"http://www.w3.org/2000/svg",e),l,r)}function ar(e,l,r){for(let[n,i]of Object.entries(l))i!==void 0&&e.setAttribute(n,String(
i));return e.append(...r),e}var ws="uplot",ys="u-hz",Ss="u-vt",bs="u-title",xs="u-wrap",vs="u-under",_s="u-over",Ps="u-axis",Qt="u-off",Es="u-select",
ks="u-cursor-x",Ms="u-cursor-y",Ts="u-cursor-pt",As="u-legend",Ls="u-live",Rs="u-inline",Cs="u-series",Ds="u-marker",cr="\\
u-label",Bs="u-value",Hl="width",Wl="height";var fr="bottom",xl="left",Qn="right",go="#000",pr=go+"0",Xn="mousemove",dr="mousedown",eo="mouseup",hr="mouseenter",mr="\\
mouseleave",gr="dblclick",Os="resize",zs="scroll",wr="change",cn="dppxchange",wo="--",Tl=typeof window<"u",ro=Tl?document:
null,_l=Tl?window:null,Fs=Tl?navigator:null,re,rn;function io(){let e=devicePixelRatio;re!=e&&(re=e,rn&&uo(wr,rn,io),rn=
matchMedia(\`(min-resolution: \${re-.001}dppx) and (max-resolution: \${re+.001}dppx)\`),Xt(wr,rn,io),_l.dispatchEvent(new CustomEvent(
cn)))}function et(e,l){if(l!=null){let r=e.classList;!r.contains(l)&&r.add(l)}}function so(e,l){let r=e.classList;r.contains(
l)&&r.remove(l)}function ge(e,l,r){e.style[l]=r+"px"}function gt(e,l,r,n){let i=ro.createElement(e);return l!=null&&et(i,
l),r?.insertBefore(i,n),i}function at(e,l){return gt("div",e,l)}var yr=new WeakMap;function kt(e,l,r,n,i){let c="transla\\
te("+l+"px,"+r+"px)",a=yr.get(e);c!=a&&(e.style.transform=c,yr.set(e,c),l<0||r<0||l>n||r>i?et(e,Qt):so(e,Qt))}var Sr=new WeakMap;
function br(e,l,r){let n=l+r,i=Sr.get(e);n!=i&&(Sr.set(e,n),e.style.background=l,e.style.borderColor=r)}var xr=new WeakMap;
function vr(e,l,r,n){let i=l+""+r,c=xr.get(e);i!=c&&(xr.set(e,i),e.style.height=r+"px",e.style.width=l+"px",e.style.marginLeft=
n?-l/2+"px":0,e.style.marginTop=n?-r/2+"px":0)}var yo={passive:!0},Vs={...yo,capture:!0};function Xt(e,l,r,n){l.addEventListener(
e,r,n?Vs:yo)}function uo(e,l,r,n){l.removeEventListener(e,r,yo)}Tl&&io();function wt(e,l,r,n){let i;r=r||0,n=n||l.length-
1;let c=n<=2147483647;for(;n-r>1;)i=c?r+n>>1:tt((r+n)/2),l[i]<e?r=i:n=i;return e-l[r]<=l[n]-e?r:n}function Jr(e){return(r,n,i)=>{
let c=-1,a=-1;for(let d=n;d<=i;d++)if(e(r[d])){c=d;break}for(let d=i;d>=n;d--)if(e(r[d])){a=d;break}return[c,a]}}var Zr=e=>e!=
null,Qr=e=>e!=null&&e>0,dn=Jr(Zr),Ns=Jr(Qr);function $s(e,l,r,n=0,i=!1){let c=i?Ns:dn,a=i?Qr:Zr;[l,r]=c(e,l,r);let d=e[l],
h=e[l];if(l>-1)if(n==1)d=e[l],h=e[r];else if(n==-1)d=e[r],h=e[l];else for(let p=l;p<=r;p++){let S=e[p];a(S)&&(S<d?d=S:S>
h&&(h=S))}return[d??ce,h??-ce]}function hn(e,l,r,n){let i=Er(e),c=Er(l);e==l&&(i==-1?(e*=r,l/=r):(e/=r,l*=r));let a=r==10?
Lt:Xr,d=i==1?tt:ct,h=c==1?ct:tt,p=d(a(Te(e))),S=h(a(Te(l))),g=Pl(r,p),w=Pl(r,S);return r==10&&(p<0&&(g=fe(g,-p)),S<0&&(w=
fe(w,-S))),n||r==2?(e=g*i,l=w*c):(e=ni(e,g),l=mn(l,w)),[e,l]}function So(e,l,r,n){let i=hn(e,l,r,n);return e==0&&(i[0]=0),
l==0&&(i[1]=0),i}var bo=.1,_r={mode:3,pad:bo},Il={pad:0,soft:null,mode:0},Hs={min:Il,max:Il};function fn(e,l,r,n){return gn(
r)?Pr(e,l,r):(Il.pad=r,Il.soft=n?0:null,Il.mode=n?3:0,Pr(e,l,Hs))}function ne(e,l){return e??l}function Ws(e,l,r){for(l=
ne(l,0),r=ne(r,e.length-1);l<=r;){if(e[l]!=null)return!0;l++}return!1}function Pr(e,l,r){let n=r.min,i=r.max,c=ne(n.pad,
0),a=ne(i.pad,0),d=ne(n.hard,-ce),h=ne(i.hard,ce),p=ne(n.soft,ce),S=ne(i.soft,-ce),g=ne(n.mode,0),w=ne(i.mode,0),T=l-e,v=Lt(
T),P=Ie(Te(e),Te(l)),D=Lt(P),V=Te(D-v);(T<1e-24||V>10)&&(T=0,(e==0||l==0)&&(T=1e-24,g==2&&p!=ce&&(c=0),w==2&&S!=-ce&&(a=
0)));let x=T||P||1e3,B=Lt(x),E=Pl(10,tt(B)),Y=x*(T==0?e==0?.1:1:c),C=fe(ni(e-Y,E/10),24),q=e>=p&&(g==1||g==3&&C<=p||g==2&&
C>=p)?p:ce,U=Ie(d,C<q&&e>=q?q:yt(q,C)),Q=x*(T==0?l==0?.1:1:a),I=fe(mn(l+Q,E/10),24),k=l<=S&&(w==1||w==3&&I>=S||w==2&&I<=
S)?S:-ce,j=yt(h,I>k&&l<=k?k:Ie(k,I));return U==j&&U==0&&(j=100),[U,j]}var Gs=new Intl.NumberFormat(Tl?Fs.language:"en-US"),
xo=e=>Gs.format(e),lt=Math,an=lt.PI,Te=lt.abs,tt=lt.floor,Me=lt.round,ct=lt.ceil,yt=lt.min,Ie=lt.max,Pl=lt.pow,Er=lt.sign,
Lt=lt.log10,Xr=lt.log2,Is=(e,l=1)=>lt.sinh(e)*l,to=(e,l=1)=>lt.asinh(e/l),ce=1/0;function kr(e){return(Lt((e^e>>31)-(e>>
31))|0)+1}function ao(e,l,r){return yt(Ie(e,l),r)}function ei(e){return typeof e=="function"}function X(e){return ei(e)?
e:()=>e}var Us=()=>{},ti=e=>e,li=(e,l)=>l,Ys=e=>null,Mr=e=>!0,Tr=(e,l)=>e==l,Ks=/\\.\\d*?(?=9{6,}|0{6,})/gm,el=e=>{if(ri(e)||
Nt.has(e))return e;let l=\`\${e}\`,r=l.match(Ks);if(r==null)return e;let n=r[0].length-1;if(l.indexOf("e-")!=-1){let[i,c]=l.
split("e");return+\`\${el(i)}e\${c}\`}return fe(e,n)};function Jt(e,l){return el(fe(el(e/l))*l)}function mn(e,l){return el(ct(
el(e/l))*l)}function ni(e,l){return el(tt(el(e/l))*l)}function fe(e,l=0){if(ri(e))return e;let r=10**l,n=e*r*(1+Number.EPSILON);
return Me(n)/r}var Nt=new Map;function oi(e){return((""+e).split(".")[1]||"").length}function Yl(e,l,r,n){let i=[],c=n.map(
oi);for(let a=l;a<r;a++){let d=Te(a),h=fe(Pl(e,a),d);for(let p=0;p<n.length;p++){let S=e==10?+\`\${n[p]}e\${a}\`:n[p]*h,g=(a>=
0?0:d)+(a>=c[p]?0:c[p]),w=e==10?S:fe(S,g);i.push(w),Nt.set(w,g)}}return i}var Ul={},vo=[],El=[null,null],Vt=Array.isArray,
ri=Number.isInteger,js=e=>e===void 0;function Ar(e){return typeof e=="string"}function gn(e){let l=!1;if(e!=null){let r=e.
constructor;l=r==null||r==Object}return l}function qs(e){return e!=null&&typeof e=="object"}var Js=Object.getPrototypeOf(
Uint8Array),ii="__proto__";function kl(e,l=gn){let r;if(Vt(e)){let n=e.find(i=>i!=null);if(Vt(n)||l(n)){r=Array(e.length);
for(let i=0;i<e.length;i++)r[i]=kl(e[i],l)}else r=e.slice()}else if(e instanceof Js)r=e.slice();else if(l(e)){r={};for(let n in e)
n!=ii&&(r[n]=kl(e[n],l))}else r=e;return r}function Pe(e){let l=arguments;for(let r=1;r<l.length;r++){let n=l[r];for(let i in n)
i!=ii&&(gn(e[i])?Pe(e[i],kl(n[i])):e[i]=kl(n[i]))}return e}var Zs=0,Qs=1,Xs=2;function eu(e,l,r){for(let n=0,i,c=-1;n<l.
length;n++){let a=l[n];if(a>c){for(i=a-1;i>=0&&e[i]==null;)e[i--]=null;for(i=a+1;i<r&&e[i]==null;)e[c=i++]=null}}}function tu(e,l){
if(ou(e)){let a=e[0].slice();for(let d=1;d<e.length;d++)a.push(...e[d].slice(1));return ru(a[0])||(a=nu(a)),a}let r=new Set;
for(let a=0;a<e.length;a++){let h=e[a][0],p=h.length;for(let S=0;S<p;S++)r.add(h[S])}let n=[Array.from(r).sort((a,d)=>a-
d)],i=n[0].length,c=new Map;for(let a=0;a<i;a++)c.set(n[0][a],a);for(let a=0;a<e.length;a++){let d=e[a],h=d[0];for(let p=1;p<
d.length;p++){let S=d[p],g=Array(i).fill(void 0),w=l?l[a][p]:Qs,T=[];for(let v=0;v<S.length;v++){let P=S[v],D=c.get(h[v]);
P===null?w!=Zs&&(g[D]=P,w==Xs&&T.push(D)):g[D]=P}eu(g,T,i),n.push(g)}}return n}var lu=typeof queueMicrotask>"u"?e=>Promise.
resolve().then(e):queueMicrotask;function nu(e){let l=e[0],r=l.length,n=Array(r);for(let c=0;c<n.length;c++)n[c]=c;n.sort(
(c,a)=>l[c]-l[a]);let i=[];for(let c=0;c<e.length;c++){let a=e[c],d=Array(r);for(let h=0;h<r;h++)d[h]=a[n[h]];i.push(d)}
return i}function ou(e){let l=e[0][0],r=l.length;for(let n=1;n<e.length;n++){let i=e[n][0];if(i.length!=r)return!1;if(i!=
l){for(let c=0;c<r;c++)if(i[c]!=l[c])return!1}}return!0}function ru(e,l=100){let r=e.length;if(r<=1)return!0;let n=0,i=r-
1;for(;n<=i&&e[n]==null;)n++;for(;i>=n&&e[i]==null;)i--;if(i<=n)return!0;let c=Ie(1,tt((i-n+1)/l));for(let a=e[n],d=n+c;d<=
i;d+=c){let h=e[d];if(h!=null){if(h<=a)return!1;a=h}}return!0}var si=["January","February","March","April","May","June",
"July","August","September","October","November","December"],ui=["Sunday","Monday","Tuesday","Wednesday","Thursday","Fri\\
day","Saturday"];function ai(e){return e.slice(0,3)}var iu=ui.map(ai),su=si.map(ai),uu={MMMM:si,MMM:su,WWWW:ui,WWW:iu};function $l(e){
return(e<10?"0":"")+e}function au(e){return(e<10?"00":e<100?"0":"")+e}var cu={YYYY:e=>e.getFullYear(),YY:e=>(e.getFullYear()+
"").slice(2),MMMM:(e,l)=>l.MMMM[e.getMonth()],MMM:(e,l)=>l.MMM[e.getMonth()],MM:e=>$l(e.getMonth()+1),M:e=>e.getMonth()+
1,DD:e=>$l(e.getDate()),D:e=>e.getDate(),WWWW:(e,l)=>l.WWWW[e.getDay()],WWW:(e,l)=>l.WWW[e.getDay()],HH:e=>$l(e.getHours()),
H:e=>e.getHours(),h:e=>{let l=e.getHours();return l==0?12:l>12?l-12:l},AA:e=>e.getHours()>=12?"PM":"AM",aa:e=>e.getHours()>=
12?"pm":"am",a:e=>e.getHours()>=12?"p":"a",mm:e=>$l(e.getMinutes()),m:e=>e.getMinutes(),ss:e=>$l(e.getSeconds()),s:e=>e.
getSeconds(),fff:e=>au(e.getMilliseconds())};function _o(e,l){l=l||uu;let r=[],n=/\\{([a-z]+)\\}|[^{]+/gi,i;for(;i=n.exec(
e);)r.push(i[0][0]=="{"?cu[i[1]]:i[0]);return c=>{let a="";for(let d=0;d<r.length;d++)a+=typeof r[d]=="string"?r[d]:r[d](
c,l);return a}}var fu=new Intl.DateTimeFormat().resolvedOptions().timeZone;function pu(e,l){let r;return l=="UTC"||l=="E\\
tc/UTC"?r=new Date(+e+e.getTimezoneOffset()*6e4):l==fu?r=e:(r=new Date(e.toLocaleString("en-US",{timeZone:l})),r.setMilliseconds(
e.getMilliseconds())),r}var ci=e=>e%1==0,pn=[1,2,2.5,5],du=Yl(10,-32,0,pn),fi=Yl(10,0,32,pn),hu=fi.filter(ci),Zt=du.concat(
fi),Po=\`
\`,pi="{YYYY}",Lr=Po+pi,di="{M}/{D}",Gl=Po+di,sn=Gl+"/{YY}",hi="{aa}",mu="{h}:{mm}",vl=mu+hi,Rr=Po+vl,Cr=":{ss}",se=null;
function mi(e){let l=e*1e3,r=l*60,n=r*60,i=n*24,c=i*30,a=i*365,h=(e==1?Yl(10,0,3,pn).filter(ci):Yl(10,-3,0,pn)).concat([
l,l*5,l*10,l*15,l*30,r,r*5,r*10,r*15,r*30,n,n*2,n*3,n*4,n*6,n*8,n*12,i,i*2,i*3,i*4,i*5,i*6,i*7,i*8,i*9,i*10,i*15,c,c*2,c*
3,c*4,c*6,a,a*2,a*5,a*10,a*25,a*50,a*100]),p=[[a,pi,se,se,se,se,se,se,1],[i*28,"{MMM}",Lr,se,se,se,se,se,1],[i,di,Lr,se,
se,se,se,se,1],[n,"{h}"+hi,sn,se,Gl,se,se,se,1],[r,vl,sn,se,Gl,se,se,se,1],[l,Cr,sn+" "+vl,se,Gl+" "+vl,se,Rr,se,1],[e,Cr+
".{fff}",sn+" "+vl,se,Gl+" "+vl,se,Rr,se,1]];function S(g){return(w,T,v,P,D,V)=>{let x=[],B=D>=a,E=D>=c&&D<a,Y=g(v),C=fe(
Y*e,3),q=lo(Y.getFullYear(),B?0:Y.getMonth(),E||B?1:Y.getDate()),U=fe(q*e,3);if(E||B){let Q=E?D/c:0,I=B?D/a:0,k=C==U?C:fe(
lo(q.getFullYear()+I,q.getMonth()+Q,1)*e,3),j=new Date(Me(k/e)),O=j.getFullYear(),W=j.getMonth();for(let $=0;k<=P;$++){let ee=lo(
O+I*$,W+Q*$,1),N=ee-g(fe(ee*e,3));k=fe((+ee+N)*e,3),k<=P&&x.push(k)}}else{let Q=D>=i?i:D,I=tt(v)-tt(C),k=U+I+mn(C-U,Q);x.
push(k);let j=g(k),O=j.getHours()+j.getMinutes()/r+j.getSeconds()/n,W=D/n,$=w.axes[T]._space,ee=V/$;for(;k=fe(k+D,e==1?0:
3),!(k>P);)if(W>1){let N=tt(fe(O+W,6))%24,te=g(k).getHours()-N;te>1&&(te=-1),k-=te*n,O=(O+W)%24;let ue=x[x.length-1];fe(
(k-ue)/D,3)*ee>=.7&&x.push(k)}else x.push(k)}return x}}return[h,p,S]}var[gu,wu,yu]=mi(1),[Su,bu,xu]=mi(.001);Yl(2,-53,53,
[1]);function Dr(e,l){return e.map(r=>r.map((n,i)=>i==0||i==8||n==null?n:l(i==1||r[8]==0?n:r[1]+n)))}function Br(e,l){return(r,n,i,c,a)=>{
let d=l.find(v=>a>=v[0])||l[l.length-1],h,p,S,g,w,T;return n.map(v=>{let P=e(v),D=P.getFullYear(),V=P.getMonth(),x=P.getDate(),
B=P.getHours(),E=P.getMinutes(),Y=P.getSeconds(),C=D!=h&&d[2]||V!=p&&d[3]||x!=S&&d[4]||B!=g&&d[5]||E!=w&&d[6]||Y!=T&&d[7]||
d[1];return h=D,p=V,S=x,g=B,w=E,T=Y,C(P)})}}function vu(e,l){let r=_o(l);return(n,i,c,a,d)=>i.map(h=>r(e(h)))}function lo(e,l,r){
return new Date(e,l,r)}function Or(e,l){return l(e)}var _u="{YYYY}-{MM}-{DD} {h}:{mm}{aa}";function zr(e,l){return(r,n,i,c)=>c==
null?wo:l(e(n))}function Pu(e,l){let r=e.series[l];return r.width?r.stroke(e,l):r.points.width?r.points.stroke(e,l):null}
function Eu(e,l){return e.series[l].fill(e,l)}var ku={show:!0,live:!0,isolate:!1,mount:Us,markers:{show:!0,width:2,stroke:Pu,
fill:Eu,dash:"solid"},idx:null,idxs:null,values:[]};function Mu(e,l){let r=e.cursor.points,n=at(),i=r.size(e,l);ge(n,Hl,
i),ge(n,Wl,i);let c=i/-2;ge(n,"marginLeft",c),ge(n,"marginTop",c);let a=r.width(e,l,i);return a&&ge(n,"borderWidth",a),n}
function Tu(e,l){let r=e.series[l].points;return r._fill||r._stroke}function Au(e,l){let r=e.series[l].points;return r._stroke||
r._fill}function Lu(e,l){return e.series[l].points.size}var no=[0,0];function Ru(e,l,r){return no[0]=l,no[1]=r,no}function un(e,l,r,n=!0){
return i=>{i.button==0&&(!n||i.target==l)&&r(i)}}function oo(e,l,r,n=!0){return i=>{(!n||i.target==l)&&r(i)}}var Cu={show:!0,
x:!0,y:!0,lock:!1,move:Ru,points:{one:!1,show:Mu,size:Lu,width:0,stroke:Au,fill:Tu},bind:{mousedown:un,mouseup:un,click:un,
dblclick:un,mousemove:oo,mouseleave:oo,mouseenter:oo},drag:{setScale:!0,x:!0,y:!1,dist:0,uni:null,click:(e,l)=>{l.stopPropagation(),
l.stopImmediatePropagation()},_x:!1,_y:!1},focus:{dist:(e,l,r,n,i)=>n-i,prox:-1,bias:0},hover:{skip:[void 0],prox:null,bias:0},
left:-10,top:-10,idx:null,dataIdx:null,idxs:null,event:null},gi={show:!0,stroke:"rgba(0,0,0,0.07)",width:2},Eo=Pe({},gi,
{filter:li}),wi=Pe({},Eo,{size:10}),yi=Pe({},gi,{show:!1}),ko='12px system-ui, -apple-system, "Segoe UI", Roboto, "Helve\\
tica Neue", Arial, "Noto Sans", sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Noto Color Emoji"',
Si="bold "+ko,bi=1.5,Fr={show:!0,scale:"x",stroke:go,space:50,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:Si,
side:2,grid:Eo,ticks:wi,border:yi,font:ko,lineGap:bi,rotate:0},Du="Value",Bu="Time",Vr={show:!0,scale:"x",auto:!1,sorted:1,
min:ce,max:-ce,idxs:[]};function Ou(e,l,r,n,i){return l.map(c=>c==null?"":xo(c))}function zu(e,l,r,n,i,c,a){let d=[],h=Nt.
get(i)||0;r=a?r:fe(mn(r,i),h);for(let p=r;p<=n;p=fe(p+i,h))d.push(Object.is(p,-0)?0:p);return d}function co(e,l,r,n,i,c,a){
let d=[],h=e.scales[e.axes[l].scale].log,p=h==10?Lt:Xr,S=tt(p(r));i=Pl(h,S),h==10&&(i=Zt[wt(i,Zt)]);let g=r,w=i*h;h==10&&
(w=Zt[wt(w,Zt)]);do d.push(g),g=g+i,h==10&&!Nt.has(g)&&(g=fe(g,Nt.get(i))),g>=w&&(i=g,w=i*h,h==10&&(w=Zt[wt(w,Zt)]));while(g<=
n);return d}function Fu(e,l,r,n,i,c,a){let h=e.scales[e.axes[l].scale].asinh,p=n>h?co(e,l,Ie(h,r),n,i):[h],S=n>=0&&r<=0?
[0]:[];return(r<-h?co(e,l,Ie(h,-n),-r,i):[h]).reverse().map(w=>-w).concat(S,p)}var xi=/./,Vu=/[12357]/,Nu=/[125]/,Nr=/1/,
fo=(e,l,r,n)=>e.map((i,c)=>l==4&&i==0||c%n==0&&r.test(i.toExponential()[i<0?1:0])?i:null);function $u(e,l,r,n,i){let c=e.
axes[r],a=c.scale,d=e.scales[a],h=e.valToPos,p=c._space,S=h(10,a),g=h(9,a)-S>=p?xi:h(7,a)-S>=p?Vu:h(5,a)-S>=p?Nu:Nr;if(g==
Nr){let w=Te(h(1,a)-S);if(w<p)return fo(l.slice().reverse(),d.distr,g,ct(p/w)).reverse()}return fo(l,d.distr,g,1)}function Hu(e,l,r,n,i){
let c=e.axes[r],a=c.scale,d=c._space,h=e.valToPos,p=Te(h(1,a)-h(2,a));return p<d?fo(l.slice().reverse(),3,xi,ct(d/p)).reverse():
l}function Wu(e,l,r,n){return n==null?wo:l==null?"":xo(l)}var $r={show:!0,scale:"y",stroke:go,space:30,gap:5,alignTo:1,size:50,
labelGap:0,labelSize:30,labelFont:Si,side:3,grid:Eo,ticks:wi,border:yi,font:ko,lineGap:bi,rotate:0};function Gu(e,l){let r=3+
(e||1)*2;return fe(r*l,3)}function Iu(e,l){let{scale:r,idxs:n}=e.series[0],i=e._data[0],c=e.valToPos(i[n[0]],r,!0),a=e.valToPos(
i[n[1]],r,!0),d=Te(a-c),h=e.series[l],p=d/(h.points.space*re);return n[1]-n[0]<=p}var Hr={scale:null,auto:!0,sorted:0,min:ce,
max:-ce},vi=(e,l,r,n,i)=>i,Wr={show:!0,auto:!0,sorted:0,gaps:vi,alpha:1,facets:[Pe({},Hr,{scale:"x"}),Pe({},Hr,{scale:"y"})]},
Gr={scale:"y",auto:!0,sorted:0,show:!0,spanGaps:!1,gaps:vi,alpha:1,points:{show:Iu,filter:null},values:null,min:ce,max:-ce,
idxs:[],path:null,clip:null};function Uu(e,l,r,n,i){return r/10}var _i={time:!0,auto:!0,distr:1,log:10,asinh:1,min:null,
max:null,dir:1,ori:0},Yu=Pe({},_i,{time:!1,ori:1}),Ir={};function Pi(e,l){let r=Ir[e];return r||(r={key:e,plots:[],sub(n){
r.plots.push(n)},unsub(n){r.plots=r.plots.filter(i=>i!=n)},pub(n,i,c,a,d,h,p){for(let S=0;S<r.plots.length;S++)r.plots[S]!=
i&&r.plots[S].pub(n,i,c,a,d,h,p)}},e!=null&&(Ir[e]=r)),r}var Ml=1,po=2;function tl(e,l,r){let n=e.mode,i=e.series[l],c=n==
2?e._data[l]:e._data,a=e.scales,d=e.bbox,h=c[0],p=n==2?c[1]:c[l],S=n==2?a[i.facets[0].scale]:a[e.series[0].scale],g=n==2?
a[i.facets[1].scale]:a[i.scale],w=d.left,T=d.top,v=d.width,P=d.height,D=e.valToPosH,V=e.valToPosV;return S.ori==0?r(i,h,
p,S,g,D,V,w,T,v,P,yn,Al,bn,ki,Ti):r(i,h,p,S,g,V,D,T,w,P,v,Sn,Ll,Ao,Mi,Ai)}function Mo(e,l){let r=0,n=0,i=ne(e.bands,vo);
for(let c=0;c<i.length;c++){let a=i[c];a.series[0]==l?r=a.dir:a.series[1]==l&&(a.dir==1?n|=1:n|=2)}return[r,n==1?-1:n==2?
1:n==3?2:0]}function Ku(e,l,r,n,i){let c=e.mode,a=e.series[l],d=c==2?a.facets[1].scale:a.scale,h=e.scales[d];return i==-1?
h.min:i==1?h.max:h.distr==3?h.dir==1?h.min:h.max:0}function Rt(e,l,r,n,i,c){return tl(e,l,(a,d,h,p,S,g,w,T,v,P,D)=>{let V=a.
pxRound,x=p.dir*(p.ori==0?1:-1),B=p.ori==0?Al:Ll,E,Y;x==1?(E=r,Y=n):(E=n,Y=r);let C=V(g(d[E],p,P,T)),q=V(w(h[E],S,D,v)),
U=V(g(d[Y],p,P,T)),Q=V(w(c==1?S.max:S.min,S,D,v)),I=new Path2D(i);return B(I,U,Q),B(I,C,Q),B(I,C,q),I})}function wn(e,l,r,n,i,c){
let a=null;if(e.length>0){a=new Path2D;let d=l==0?bn:Ao,h=r;for(let g=0;g<e.length;g++){let w=e[g];if(w[1]>w[0]){let T=w[0]-
h;T>0&&d(a,h,n,T,n+c),h=w[1]}}let p=r+i-h,S=10;p>0&&d(a,h,n-S/2,p,n+c+S)}return a}function ju(e,l,r){let n=e[e.length-1];
n&&n[0]==l?n[1]=r:e.push([l,r])}function To(e,l,r,n,i,c,a){let d=[],h=e.length;for(let p=i==1?r:n;p>=r&&p<=n;p+=i)if(l[p]===
null){let g=p,w=p;if(i==1)for(;++p<=n&&l[p]===null;)w=p;else for(;--p>=r&&l[p]===null;)w=p;let T=c(e[g]),v=w==g?T:c(e[w]),
P=g-i;T=a<=0&&P>=0&&P<h?c(e[P]):T;let V=w+i;v=a>=0&&V>=0&&V<h?c(e[V]):v,v>=T&&d.push([T,v])}return d}function Ur(e){return e==
0?ti:e==1?Me:l=>Jt(l,e)}function Ei(e){let l=e==0?yn:Sn,r=e==0?(i,c,a,d,h,p)=>{i.arcTo(c,a,d,h,p)}:(i,c,a,d,h,p)=>{i.arcTo(
a,c,h,d,p)},n=e==0?(i,c,a,d,h)=>{i.rect(c,a,d,h)}:(i,c,a,d,h)=>{i.rect(a,c,h,d)};return(i,c,a,d,h,p=0,S=0)=>{p==0&&S==0?
n(i,c,a,d,h):(p=yt(p,d/2,h/2),S=yt(S,d/2,h/2),l(i,c+p,a),r(i,c+d,a,c+d,a+h,p),r(i,c+d,a+h,c,a+h,S),r(i,c,a+h,c,a,S),r(i,
c,a,c+d,a,p),i.closePath())}}var yn=(e,l,r)=>{e.moveTo(l,r)},Sn=(e,l,r)=>{e.moveTo(r,l)},Al=(e,l,r)=>{e.lineTo(l,r)},Ll=(e,l,r)=>{
e.lineTo(r,l)},bn=Ei(0),Ao=Ei(1),ki=(e,l,r,n,i,c)=>{e.arc(l,r,n,i,c)},Mi=(e,l,r,n,i,c)=>{e.arc(r,l,n,i,c)},Ti=(e,l,r,n,i,c,a)=>{
e.bezierCurveTo(l,r,n,i,c,a)},Ai=(e,l,r,n,i,c,a)=>{e.bezierCurveTo(r,l,i,n,a,c)};function Li(e){return(l,r,n,i,c)=>tl(l,
r,(a,d,h,p,S,g,w,T,v,P,D)=>{let{pxRound:V,points:x}=a,B,E;p.ori==0?(B=yn,E=ki):(B=Sn,E=Mi);let Y=fe(x.width*re,3),C=(x.size-
x.width)/2*re,q=fe(C*2,3),U=new Path2D,Q=new Path2D,{left:I,top:k,width:j,height:O}=l.bbox;bn(Q,I-q,k-q,j+q*2,O+q*2);let W=$=>{
if(h[$]!=null){let ee=V(g(d[$],p,P,T)),N=V(w(h[$],S,D,v));B(U,ee+C,N),E(U,ee,N,C,0,an*2)}};if(c)c.forEach(W);else for(let $=n;$<=
i;$++)W($);return{stroke:Y>0?U:null,fill:U,clip:Q,flags:Ml|po}})}function Ri(e){return(l,r,n,i,c,a)=>{n!=i&&(c!=n&&a!=n&&
e(l,r,n),c!=i&&a!=i&&e(l,r,i),e(l,r,a))}}var qu=Ri(Al),Ju=Ri(Ll);function Ci(e){let l=ne(e?.alignGaps,0);return(r,n,i,c)=>tl(
r,n,(a,d,h,p,S,g,w,T,v,P,D)=>{[i,c]=dn(h,i,c);let V=a.pxRound,x=O=>V(g(O,p,P,T)),B=O=>V(w(O,S,D,v)),E,Y;p.ori==0?(E=Al,Y=
qu):(E=Ll,Y=Ju);let C=p.dir*(p.ori==0?1:-1),q={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:Ml},U=q.stroke,
Q=!1;if(c-i>=P*4){let O=z=>r.posToVal(z,p.key,!0),W=null,$=null,ee,N,Ue,we=x(d[C==1?i:c]),te=x(d[i]),ue=x(d[c]),J=O(C==1?
te+1:ue-1);for(let z=C==1?i:c;z>=i&&z<=c;z+=C){let Ee=d[z],ye=(C==1?Ee<J:Ee>J)?we:x(Ee),ie=h[z];ye==we?ie!=null?(N=ie,W==
null?(E(U,ye,B(N)),ee=W=$=N):N<W?W=N:N>$&&($=N)):ie===null&&(Q=!0):(W!=null&&Y(U,we,B(W),B($),B(ee),B(N)),ie!=null?(N=ie,
E(U,ye,B(N)),W=$=ee=N):(W=$=null,ie===null&&(Q=!0)),we=ye,J=O(we+C))}W!=null&&W!=$&&Ue!=we&&Y(U,we,B(W),B($),B(ee),B(N))}else
for(let O=C==1?i:c;O>=i&&O<=c;O+=C){let W=h[O];W===null?Q=!0:W!=null&&E(U,x(d[O]),B(W))}let[k,j]=Mo(r,n);if(a.fill!=null||
k!=0){let O=q.fill=new Path2D(U),W=a.fillTo(r,n,a.min,a.max,k),$=B(W),ee=x(d[i]),N=x(d[c]);C==-1&&([N,ee]=[ee,N]),E(O,N,
$),E(O,ee,$)}if(!a.spanGaps){let O=[];Q&&O.push(...To(d,h,i,c,C,x,l)),q.gaps=O=a.gaps(r,n,i,c,O),q.clip=wn(O,p.ori,T,v,P,
D)}return j!=0&&(q.band=j==2?[Rt(r,n,i,c,U,-1),Rt(r,n,i,c,U,1)]:Rt(r,n,i,c,U,j)),q})}function Zu(e){let l=ne(e.align,1),
r=ne(e.ascDesc,!1),n=ne(e.alignGaps,0),i=ne(e.extend,!1);return(c,a,d,h)=>tl(c,a,(p,S,g,w,T,v,P,D,V,x,B)=>{[d,h]=dn(g,d,
h);let E=p.pxRound,{left:Y,width:C}=c.bbox,q=te=>E(v(te,w,x,D)),U=te=>E(P(te,T,B,V)),Q=w.ori==0?Al:Ll,I={stroke:new Path2D,
fill:null,clip:null,band:null,gaps:null,flags:Ml},k=I.stroke,j=w.dir*(w.ori==0?1:-1),O=U(g[j==1?d:h]),W=q(S[j==1?d:h]),$=W,
ee=W;i&&l==-1&&(ee=Y,Q(k,ee,O)),Q(k,W,O);for(let te=j==1?d:h;te>=d&&te<=h;te+=j){let ue=g[te];if(ue==null)continue;let J=q(
S[te]),z=U(ue);l==1?Q(k,J,O):Q(k,$,z),Q(k,J,z),O=z,$=J}let N=$;i&&l==1&&(N=Y+C,Q(k,N,O));let[Ue,we]=Mo(c,a);if(p.fill!=null||
Ue!=0){let te=I.fill=new Path2D(k),ue=p.fillTo(c,a,p.min,p.max,Ue),J=U(ue);Q(te,N,J),Q(te,ee,J)}if(!p.spanGaps){let te=[];
te.push(...To(S,g,d,h,j,q,n));let ue=p.width*re/2,J=r||l==1?ue:-ue,z=r||l==-1?-ue:ue;te.forEach(Ee=>{Ee[0]+=J,Ee[1]+=z}),
I.gaps=te=p.gaps(c,a,d,h,te),I.clip=wn(te,w.ori,D,V,x,B)}return we!=0&&(I.band=we==2?[Rt(c,a,d,h,k,-1),Rt(c,a,d,h,k,1)]:
Rt(c,a,d,h,k,we)),I})}function Yr(e,l,r,n,i,c,a=ce){if(e.length>1){let d=null;for(let h=0,p=1/0;h<e.length;h++)if(l[h]!==
void 0){if(d!=null){let S=Te(e[h]-e[d]);S<p&&(p=S,a=Te(r(e[h],n,i,c)-r(e[d],n,i,c)))}d=h}}return a}function Qu(e){e=e||Ul;
let l=ne(e.size,[.6,ce,1]),r=e.align||0,n=e.gap||0,i=e.radius;i=i==null?[0,0]:typeof i=="number"?[i,0]:i;let c=X(i),a=1-
l[0],d=ne(l[1],ce),h=ne(l[2],1),p=ne(e.disp,Ul),S=ne(e.each,T=>{}),{fill:g,stroke:w}=p;return(T,v,P,D)=>tl(T,v,(V,x,B,E,Y,C,q,U,Q,I,k)=>{
let j=V.pxRound,O=r,W=n*re,$=d*re,ee=h*re,N,Ue;E.ori==0?[N,Ue]=c(T,v):[Ue,N]=c(T,v);let we=E.dir*(E.ori==0?1:-1),te=E.ori==
0?bn:Ao,ue=E.ori==0?S:(L,pe,ke,rl,Wt,bt,Gt)=>{S(L,pe,ke,Wt,rl,Gt,bt)},J=ne(T.bands,vo).find(L=>L.series[0]==v),z=J!=null?
J.dir:0,Ee=V.fillTo(T,v,V.min,V.max,z),Ne=j(q(Ee,Y,k,Q)),ye,ie,ft,je=I,be=j(V.width*re),St=!1,Mt=null,nt=null,Ct=null,ll=null;
g!=null&&(be==0||w!=null)&&(St=!0,Mt=g.values(T,v,P,D),nt=new Map,new Set(Mt).forEach(L=>{L!=null&&nt.set(L,new Path2D)}),
be>0&&(Ct=w.values(T,v,P,D),ll=new Map,new Set(Ct).forEach(L=>{L!=null&&ll.set(L,new Path2D)})));let{x0:nl,size:Rl}=p;if(nl!=
null&&Rl!=null){O=1,x=nl.values(T,v,P,D),nl.unit==2&&(x=x.map(ke=>T.posToVal(U+ke*I,E.key,!0)));let L=Rl.values(T,v,P,D);
Rl.unit==2?ie=L[0]*I:ie=C(L[0],E,I,U)-C(0,E,I,U),je=Yr(x,B,C,E,I,U,je),ft=je-ie+W}else je=Yr(x,B,C,E,I,U,je),ft=je*a+W,ie=
je-ft;ft<1&&(ft=0),be>=ie/2&&(be=0),ft<5&&(j=ti);let jl=ft>0,$t=je-ft-(jl?be:0);ie=j(ao($t,ee,$)),ye=(O==0?ie/2:O==we?0:
ie)-O*we*((O==0?W/2:0)+(jl?be/2:0));let $e={stroke:null,fill:null,clip:null,band:null,gaps:null,flags:0},ol=St?null:new Path2D,
Tt=null;if(J!=null)Tt=T.data[J.series[1]];else{let{y0:L,y1:pe}=p;L!=null&&pe!=null&&(B=pe.values(T,v,P,D),Tt=L.values(T,
v,P,D))}let Ht=N*ie,K=Ue*ie;for(let L=we==1?P:D;L>=P&&L<=D;L+=we){let pe=B[L];if(pe==null)continue;if(Tt!=null){let Ye=Tt[L]??
0;if(pe-Ye==0)continue;Ne=q(Ye,Y,k,Q)}let ke=E.distr!=2||p!=null?x[L]:L,rl=C(ke,E,I,U),Wt=q(ne(pe,Ee),Y,k,Q),bt=j(rl-ye),
Gt=j(Ie(Wt,Ne)),qe=j(yt(Wt,Ne)),ot=Gt-qe;if(pe!=null){let Ye=pe<0?K:Ht,pt=pe<0?Ht:K;St?(be>0&&Ct[L]!=null&&te(ll.get(Ct[L]),
bt,qe+tt(be/2),ie,Ie(0,ot-be),Ye,pt),Mt[L]!=null&&te(nt.get(Mt[L]),bt,qe+tt(be/2),ie,Ie(0,ot-be),Ye,pt)):te(ol,bt,qe+tt(
be/2),ie,Ie(0,ot-be),Ye,pt),ue(T,v,L,bt-be/2,qe,ie+be,ot)}}return be>0?$e.stroke=St?ll:ol:St||($e._fill=V.width==0?V._fill:
V._stroke??V._fill,$e.width=0),$e.fill=St?nt:ol,$e})}function Xu(e,l){let r=ne(l?.alignGaps,0);return(n,i,c,a)=>tl(n,i,(d,h,p,S,g,w,T,v,P,D,V)=>{
[c,a]=dn(p,c,a);let x=d.pxRound,B=N=>x(w(N,S,D,v)),E=N=>x(T(N,g,V,P)),Y,C,q;S.ori==0?(Y=yn,q=Al,C=Ti):(Y=Sn,q=Ll,C=Ai);let U=S.
dir*(S.ori==0?1:-1),Q=B(h[U==1?c:a]),I=Q,k=[],j=[];for(let N=U==1?c:a;N>=c&&N<=a;N+=U)if(p[N]!=null){let we=h[N],te=B(we);
k.push(I=te),j.push(E(p[N]))}let O={stroke:e(k,j,Y,q,C,x),fill:null,clip:null,band:null,gaps:null,flags:Ml},W=O.stroke,[
$,ee]=Mo(n,i);if(d.fill!=null||$!=0){let N=O.fill=new Path2D(W),Ue=d.fillTo(n,i,d.min,d.max,$),we=E(Ue);q(N,I,we),q(N,Q,
we)}if(!d.spanGaps){let N=[];N.push(...To(h,p,c,a,U,B,r)),O.gaps=N=d.gaps(n,i,c,a,N),O.clip=wn(N,S.ori,v,P,D,V)}return ee!=
0&&(O.band=ee==2?[Rt(n,i,c,a,W,-1),Rt(n,i,c,a,W,1)]:Rt(n,i,c,a,W,ee)),O})}function ea(e){return Xu(ta,e)}function ta(e,l,r,n,i,c){
let a=e.length;if(a<2)return null;let d=new Path2D;if(r(d,e[0],l[0]),a==2)n(d,e[1],l[1]);else{let h=Array(a),p=Array(a-1),
S=Array(a-1),g=Array(a-1);for(let w=0;w<a-1;w++)S[w]=l[w+1]-l[w],g[w]=e[w+1]-e[w],p[w]=S[w]/g[w];h[0]=p[0];for(let w=1;w<
a-1;w++)p[w]===0||p[w-1]===0||p[w-1]>0!=p[w]>0?h[w]=0:(h[w]=3*(g[w-1]+g[w])/((2*g[w]+g[w-1])/p[w-1]+(g[w]+2*g[w-1])/p[w]),
isFinite(h[w])||(h[w]=0));h[a-1]=p[a-2];for(let w=0;w<a-1;w++)i(d,e[w]+g[w]/3,l[w]+h[w]*g[w]/3,e[w+1]-g[w]/3,l[w+1]-h[w+
1]*g[w]/3,e[w+1],l[w+1])}return d}var ho=new Set;function Kr(){for(let e of ho)e.syncRect(!0)}Tl&&(Xt(Os,_l,Kr),Xt(zs,_l,
Kr,!0),Xt(cn,_l,()=>{Fe.pxRatio=re}));var la=Ci(),na=Li();function jr(e,l,r,n){return(n?[e[0],e[1]].concat(e.slice(2)):[
e[0]].concat(e.slice(1))).map((c,a)=>mo(c,a,l,r))}function oa(e,l){return e.map((r,n)=>n==0?{}:Pe({},l,r))}function mo(e,l,r,n){
return Pe({},l==0?r:n,e)}function Di(e,l,r){return l==null?El:[l,r]}var ra=Di;function ia(e,l,r){return l==null?El:fn(l,
r,bo,!0)}function Bi(e,l,r,n){return l==null?El:hn(l,r,e.scales[n].log,!1)}var sa=Bi;function Oi(e,l,r,n){return l==null?
El:So(l,r,e.scales[n].log,!1)}var ua=Oi;function aa(e,l,r,n,i){let c=Ie(kr(e),kr(l)),a=l-e,d=wt(i/n*a,r);do{let h=r[d],p=n*
h/a;if(p>=i&&c+(h<5?Nt.get(h):0)<=17)return[h,p]}while(++d<r.length);return[0,0]}function qr(e){let l,r;return e=e.replace(
/(\\d+)px/,(n,i)=>(l=Me((r=+i)*re))+"px"),[e,l,r]}function ca(e){e.show&&[e.font,e.labelFont].forEach(l=>{let r=fe(l[2]*re,
1);l[0]=l[0].replace(/[0-9.]+px/,r+"px"),l[1]=r})}function Fe(e,l,r){let n={mode:ne(e.mode,1)},i=n.mode;function c(t,o,s,u){
let f=o.valToPct(t);return u+s*(o.dir==-1?1-f:f)}function a(t,o,s,u){let f=o.valToPct(t);return u+s*(o.dir==-1?f:1-f)}function d(t,o,s,u){
return o.ori==0?c(t,o,s,u):a(t,o,s,u)}n.valToPosH=c,n.valToPosV=a;let h=!1;n.status=0;let p=n.root=at(ws);if(e.id!=null&&
(p.id=e.id),et(p,e.class),e.title){let t=at(bs,p);t.textContent=e.title}let S=gt("canvas"),g=n.ctx=S.getContext("2d"),w=at(
xs,p);Xt("click",w,t=>{t.target===v&&(de!=gl||Se!=wl)&&ze.click(n,t)},!0);let T=n.under=at(vs,w);w.appendChild(S);let v=n.
over=at(_s,w);e=kl(e);let P=+ne(e.pxAlign,1),D=Ur(P);(e.plugins||[]).forEach(t=>{t.opts&&(e=t.opts(n,e)||e)});let V=e.ms||
.001,x=n.series=i==1?jr(e.series||[],Vr,Gr,!1):oa(e.series||[null],Wr),B=n.axes=jr(e.axes||[],Fr,$r,!0),E=n.scales={},Y=n.
bands=e.bands||[];Y.forEach(t=>{t.fill=X(t.fill||null),t.dir=ne(t.dir,-1)});let C=i==2?x[1].facets[0].scale:x[0].scale,q={
axes:ts,series:Ji},U=(e.drawOrder||["axes","series"]).map(t=>q[t]);function Q(t){let o=t.distr==3?s=>Lt(s>0?s:t.clamp(n,
s,t.min,t.max,t.key)):t.distr==4?s=>to(s,t.asinh):t.distr==100?s=>t.fwd(s):s=>s;return s=>{let u=o(s),{_min:f,_max:m}=t,
y=m-f;return(u-f)/y}}function I(t){let o=E[t];if(o==null){let s=(e.scales||Ul)[t]||Ul;if(s.from!=null){I(s.from);let u=Pe(
{},E[s.from],s,{key:t});u.valToPct=Q(u),E[t]=u}else{o=E[t]=Pe({},t==C?_i:Yu,s),o.key=t;let u=o.time,f=o.range,m=Vt(f);if((t!=
C||i==2&&!u)&&(m&&(f[0]==null||f[1]==null)&&(f={min:f[0]==null?_r:{mode:1,hard:f[0],soft:f[0]},max:f[1]==null?_r:{mode:1,
hard:f[1],soft:f[1]}},m=!1),!m&&gn(f))){let y=f;f=(b,_,M)=>_==null?El:fn(_,M,y)}o.range=X(f||(u?ra:t==C?o.distr==3?sa:o.
distr==4?ua:Di:o.distr==3?Bi:o.distr==4?Oi:ia)),o.auto=X(m?!1:o.auto),o.clamp=X(o.clamp||Uu),o._min=o._max=null,o.valToPct=
Q(o)}}}I("x"),I("y"),i==1&&x.forEach(t=>{I(t.scale)}),B.forEach(t=>{I(t.scale)});for(let t in e.scales)I(t);let k=E[C],j=k.
distr,O,W;k.ori==0?(et(p,ys),O=c,W=a):(et(p,Ss),O=a,W=c);let $={};for(let t in E){let o=E[t];(o.min!=null||o.max!=null)&&
($[t]={min:o.min,max:o.max},o.min=o.max=null)}let ee=e.tzDate||(t=>new Date(Me(t/V))),N=e.fmtDate||_o,Ue=V==1?yu(ee):xu(
ee),we=Br(ee,Dr(V==1?wu:bu,N)),te=zr(ee,Or(_u,N)),ue=[],J=n.legend=Pe({},ku,e.legend),z=n.cursor=Pe({},Cu,{drag:{y:i==2}},
e.cursor),Ee=J.show,Ne=z.show,ye=J.markers;J.idxs=ue,ye.width=X(ye.width),ye.dash=X(ye.dash),ye.stroke=X(ye.stroke),ye.fill=
X(ye.fill);let ie,ft,je,be=[],St=[],Mt,nt=!1,Ct={};if(J.live){let t=x[1]?x[1].values:null;nt=t!=null,Mt=nt?t(n,1,0):{_:0};
for(let o in Mt)Ct[o]=wo}if(Ee)if(ie=gt("table",As,p),je=gt("tbody",null,ie),J.mount(n,ie),nt){ft=gt("thead",null,ie,je);
let t=gt("tr",null,ft);gt("th",null,t);for(var ll in Mt)gt("th",cr,t).textContent=ll}else et(ie,Rs),J.live&&et(ie,Ls);let nl={
show:!0},Rl={show:!1};function jl(t,o){if(o==0&&(nt||!J.live||i==2))return El;let s=[],u=gt("tr",Cs,je,je.childNodes[o]);
et(u,t.class),t.show||et(u,Qt);let f=gt("th",null,u);if(ye.show){let b=at(Ds,f);if(o>0){let _=ye.width(n,o);_&&(b.style.
border=_+"px "+ye.dash(n,o)+" "+ye.stroke(n,o)),b.style.background=ye.fill(n,o)}}let m=at(cr,f);t.label instanceof HTMLElement?
m.appendChild(t.label):m.textContent=t.label,o>0&&(ye.show||(m.style.color=t.width>0?ye.stroke(n,o):ye.fill(n,o)),$e("cl\\
ick",f,b=>{if(z._lock)return;Ut(b);let _=x.indexOf(t);if((b.ctrlKey||b.metaKey)!=J.isolate){let M=x.some((A,R)=>R>0&&R!=
_&&A.show);x.forEach((A,R)=>{R>0&&vt(R,M?R==_?nl:Rl:nl,!0,_e.setSeries)})}else vt(_,{show:!t.show},!0,_e.setSeries)},!1),
sl&&$e(hr,f,b=>{z._lock||(Ut(b),vt(x.indexOf(t),Sl,!0,_e.setSeries))},!1));for(var y in Mt){let b=gt("td",Bs,u);b.textContent=
"--",s.push(b)}return[u,s]}let $t=new Map;function $e(t,o,s,u=!0){let f=$t.get(o)||{},m=z.bind[t](n,o,s,u);m&&(Xt(t,o,f[t]=
m),$t.set(o,f))}function ol(t,o,s){let u=$t.get(o)||{};for(let f in u)(t==null||f==t)&&(uo(f,o,u[f]),delete u[f]);t==null&&
$t.delete(o)}let Tt=0,Ht=0,K=0,L=0,pe=0,ke=0,rl=pe,Wt=ke,bt=K,Gt=L,qe=0,ot=0,Ye=0,pt=0;n.bbox={};let En=!1,ql=!1,il=!1,It=!1,
Jl=!1,rt=!1;function kn(t,o,s){(s||t!=n.width||o!=n.height)&&Ro(t,o),pl(!1),il=!0,ql=!0,dl()}function Ro(t,o){n.width=Tt=
K=t,n.height=Ht=L=o,pe=ke=0,Gi(),Ii();let s=n.bbox;qe=s.left=Jt(pe*re,.5),ot=s.top=Jt(ke*re,.5),Ye=s.width=Jt(K*re,.5),pt=
s.height=Jt(L*re,.5)}let $i=3;function Hi(){let t=!1,o=0;for(;!t;){o++;let s=Xi(o),u=es(o);t=o==$i||s&&u,t||(Ro(n.width,
n.height),ql=!0)}}function Wi({width:t,height:o}){kn(t,o)}n.setSize=Wi;function Gi(){let t=!1,o=!1,s=!1,u=!1;B.forEach((f,m)=>{
if(f.show&&f._show){let{side:y,_size:b}=f,_=y%2,M=f.label!=null?f.labelSize:0,A=b+M;A>0&&(_?(K-=A,y==3?(pe+=A,u=!0):s=!0):
(L-=A,y==0?(ke+=A,t=!0):o=!0))}}),Yt[0]=t,Yt[1]=s,Yt[2]=o,Yt[3]=u,K-=Dt[1]+Dt[3],pe+=Dt[3],L-=Dt[2]+Dt[0],ke+=Dt[0]}function Ii(){
let t=pe+K,o=ke+L,s=pe,u=ke;function f(m,y){switch(m){case 1:return t+=y,t-y;case 2:return o+=y,o-y;case 3:return s-=y,s+
y;case 0:return u-=y,u+y}}B.forEach((m,y)=>{if(m.show&&m._show){let b=m.side;m._pos=f(b,m._size),m.label!=null&&(m._lpos=
f(b,m.labelSize))}})}if(z.dataIdx==null){let t=z.hover,o=t.skip=new Set(t.skip??[]);o.add(void 0);let s=t.prox=X(t.prox),
u=t.bias??=0;z.dataIdx=(f,m,y,b)=>{if(m==0)return y;let _=y,M=s(f,m,y,b)??ce,A=M>=0&&M<ce,R=k.ori==0?K:L,G=z.left,oe=l[0],
le=l[m];if(o.has(le[y])){_=null;let Z=null,H=null,F;if(u==0||u==-1)for(F=y;Z==null&&F-- >0;)o.has(le[F])||(Z=F);if(u==0||
u==1)for(F=y;H==null&&F++<le.length;)o.has(le[F])||(H=F);if(Z!=null||H!=null)if(A){let me=Z==null?-1/0:O(oe[Z],k,R,0),xe=H==
null?1/0:O(oe[H],k,R,0),Be=G-me,ae=xe-G;Be<=ae?Be<=M&&(_=Z):ae<=M&&(_=H)}else _=H==null?Z:Z==null?H:y-Z<=H-y?Z:H}else A&&
Te(G-O(oe[y],k,R,0))>M&&(_=null);return _}}let Ut=t=>{z.event=t};z.idxs=ue,z._lock=!1;let Ve=z.points;Ve.show=X(Ve.show),
Ve.size=X(Ve.size),Ve.stroke=X(Ve.stroke),Ve.width=X(Ve.width),Ve.fill=X(Ve.fill);let xt=n.focus=Pe({},e.focus||{alpha:.3},
z.focus),sl=xt.prox>=0,ul=sl&&Ve.one,it=[],al=[],cl=[];function Co(t,o){let s=Ve.show(n,o);if(s instanceof HTMLElement)return et(
s,Ts),et(s,t.class),kt(s,-10,-10,K,L),v.insertBefore(s,it[o]),s}function Do(t,o){if(i==1||o>0){let s=i==1&&E[t.scale].time,
u=t.value;t.value=s?Ar(u)?zr(ee,Or(u,N)):u||te:u||Wu,t.label=t.label||(s?Bu:Du)}if(ul||o>0){t.width=t.width==null?1:t.width,
t.paths=t.paths||la||Ys,t.fillTo=X(t.fillTo||Ku),t.pxAlign=+ne(t.pxAlign,P),t.pxRound=Ur(t.pxAlign),t.stroke=X(t.stroke||
null),t.fill=X(t.fill||null),t._stroke=t._fill=t._paths=t._focus=null;let s=Gu(Ie(1,t.width),1),u=t.points=Pe({},{size:s,
width:Ie(1,s*.2),stroke:t.stroke,space:s*2,paths:na,_stroke:null,_fill:null},t.points);u.show=X(u.show),u.filter=X(u.filter),
u.fill=X(u.fill),u.stroke=X(u.stroke),u.paths=X(u.paths),u.pxAlign=t.pxAlign}if(Ee){let s=jl(t,o);be.splice(o,0,s[0]),St.
splice(o,0,s[1]),J.values.push(null)}if(Ne){ue.splice(o,0,null);let s=null;ul?o==0&&(s=Co(t,o)):o>0&&(s=Co(t,o)),it.splice(
o,0,s),al.splice(o,0,0),cl.splice(o,0,0)}De("addSeries",o)}function Ui(t,o){o=o??x.length,t=i==1?mo(t,o,Vr,Gr):mo(t,o,{},
Wr),x.splice(o,0,t),Do(x[o],o)}n.addSeries=Ui;function Yi(t){if(x.splice(t,1),Ee){J.values.splice(t,1),St.splice(t,1);let o=be.
splice(t,1)[0];ol(null,o.firstChild),o.remove()}Ne&&(ue.splice(t,1),it.splice(t,1)[0].remove(),al.splice(t,1),cl.splice(
t,1)),De("delSeries",t)}n.delSeries=Yi;let Yt=[!1,!1,!1,!1];function Ki(t,o){if(t._show=t.show,t.show){let s=t.side%2,u=E[t.
scale];u==null&&(t.scale=s?x[1].scale:C,u=E[t.scale]);let f=u.time;t.size=X(t.size),t.space=X(t.space),t.rotate=X(t.rotate),
Vt(t.incrs)&&t.incrs.forEach(y=>{!Nt.has(y)&&Nt.set(y,oi(y))}),t.incrs=X(t.incrs||(u.distr==2?hu:f?V==1?gu:Su:Zt)),t.splits=
X(t.splits||(f&&u.distr==1?Ue:u.distr==3?co:u.distr==4?Fu:zu)),t.stroke=X(t.stroke),t.grid.stroke=X(t.grid.stroke),t.ticks.
stroke=X(t.ticks.stroke),t.border.stroke=X(t.border.stroke);let m=t.values;t.values=Vt(m)&&!Vt(m[0])?X(m):f?Vt(m)?Br(ee,
Dr(m,N)):Ar(m)?vu(ee,m):m||we:m||Ou,t.filter=X(t.filter||(u.distr>=3&&u.log==10?$u:u.distr==3&&u.log==2?Hu:li)),t.font=qr(
t.font),t.labelFont=qr(t.labelFont),t._size=t.size(n,null,o,0),t._space=t._rotate=t._incrs=t._found=t._splits=t._values=
null,t._size>0&&(Yt[o]=!0,t._el=at(Ps,w))}}function Cl(t,o,s,u){let[f,m,y,b]=s,_=o%2,M=0;return _==0&&(b||m)&&(M=o==0&&!f||
o==2&&!y?Me(Fr.size/3):0),_==1&&(f||y)&&(M=o==1&&!m||o==3&&!b?Me($r.size/2):0),M}let Bo=n.padding=(e.padding||[Cl,Cl,Cl,
Cl]).map(t=>X(ne(t,Cl))),Dt=n._padding=Bo.map((t,o)=>t(n,o,Yt,0)),Oe,Ae=null,Le=null,Zl=i==1?x[0].idxs:null,dt=null,Dl=!1;
function Oo(t,o){if(l=t??[],n.data=n._data=l,i==2){Oe=0;for(let s=1;s<x.length;s++)Oe+=l[s][0].length}else{l.length==0&&
(n.data=n._data=l=[[]]),dt=l[0],Oe=dt.length;let s=l;if(j==2){s=l.slice();let u=s[0]=Array(Oe);for(let f=0;f<Oe;f++)u[f]=
f}n._data=l=s}if(pl(!0),De("setData"),j==2&&(il=!0),o!==!1){let s=k;s.auto(n,Dl)?Mn():Ot(C,s.min,s.max),It=It||z.left>=0,
rt=!0,dl()}}n.setData=Oo;function Mn(){Dl=!0;let t,o;i==1&&(Oe>0?(Ae=Zl[0]=0,Le=Zl[1]=Oe-1,t=l[0][Ae],o=l[0][Le],j==2?(t=
Ae,o=Le):t==o&&(j==3?[t,o]=hn(t,t,k.log,!1):j==4?[t,o]=So(t,t,k.log,!1):k.time?o=t+Me(86400/V):[t,o]=fn(t,o,bo,!0))):(Ae=
Zl[0]=t=null,Le=Zl[1]=o=null)),Ot(C,t,o)}let Ql,fl,Tn,An,Ln,Rn,Cn,Dn,Bn,Ke;function zo(t,o,s,u,f,m){t??=pr,s??=vo,u??="b\\
utt",f??=pr,m??="round",t!=Ql&&(g.strokeStyle=Ql=t),f!=fl&&(g.fillStyle=fl=f),o!=Tn&&(g.lineWidth=Tn=o),m!=Ln&&(g.lineJoin=
Ln=m),u!=Rn&&(g.lineCap=Rn=u),s!=An&&g.setLineDash(An=s)}function Fo(t,o,s,u){o!=fl&&(g.fillStyle=fl=o),t!=Cn&&(g.font=Cn=
t),s!=Dn&&(g.textAlign=Dn=s),u!=Bn&&(g.textBaseline=Bn=u)}function On(t,o,s,u,f=0){if(u.length>0&&t.auto(n,Dl)&&(o==null||
o.min==null)){let m=ne(Ae,0),y=ne(Le,u.length-1),b=s.min==null?$s(u,m,y,f,t.distr==3):[s.min,s.max];t.min=yt(t.min,s.min=
b[0]),t.max=Ie(t.max,s.max=b[1])}}let Vo={min:null,max:null};function ji(){for(let u in E){let f=E[u];$[u]==null&&(f.min==
null||$[C]!=null&&f.auto(n,Dl))&&($[u]=Vo)}for(let u in E){let f=E[u];$[u]==null&&f.from!=null&&$[f.from]!=null&&($[u]=Vo)}
$[C]!=null&&pl(!0);let t={};for(let u in $){let f=$[u];if(f!=null){let m=t[u]=kl(E[u],qs);if(f.min!=null)Pe(m,f);else if(u!=
C||i==2)if(Oe==0&&m.from==null){let y=m.range(n,null,null,u);m.min=y[0],m.max=y[1]}else m.min=ce,m.max=-ce}}if(Oe>0){x.forEach(
(u,f)=>{if(i==1){let m=u.scale,y=$[m];if(y==null)return;let b=t[m];if(f==0){let _=b.range(n,b.min,b.max,m);b.min=_[0],b.
max=_[1],Ae=wt(b.min,l[0]),Le=wt(b.max,l[0]),Le-Ae>1&&(l[0][Ae]<b.min&&Ae++,l[0][Le]>b.max&&Le--),u.min=dt[Ae],u.max=dt[Le]}else
u.show&&u.auto&&On(b,y,u,l[f],u.sorted);u.idxs[0]=Ae,u.idxs[1]=Le}else if(f>0&&u.show&&u.auto){let[m,y]=u.facets,b=m.scale,
_=y.scale,[M,A]=l[f],R=t[b],G=t[_];R!=null&&On(R,$[b],m,M,m.sorted),G!=null&&On(G,$[_],y,A,y.sorted),u.min=y.min,u.max=y.
max}});for(let u in t){let f=t[u],m=$[u];if(f.from==null&&(m==null||m.min==null)){let y=f.range(n,f.min==ce?null:f.min,f.
max==-ce?null:f.max,u);f.min=y[0],f.max=y[1]}}}for(let u in t){let f=t[u];if(f.from!=null){let m=t[f.from];if(m.min==null)
f.min=f.max=null;else{let y=f.range(n,m.min,m.max,u);f.min=y[0],f.max=y[1]}}}let o={},s=!1;for(let u in t){let f=t[u],m=E[u];
if(m.min!=f.min||m.max!=f.max){m.min=f.min,m.max=f.max;let y=m.distr;m._min=y==3?Lt(m.min):y==4?to(m.min,m.asinh):y==100?
m.fwd(m.min):m.min,m._max=y==3?Lt(m.max):y==4?to(m.max,m.asinh):y==100?m.fwd(m.max):m.max,o[u]=s=!0}}if(s){x.forEach((u,f)=>{
i==2?f>0&&o.y&&(u._paths=null):o[u.scale]&&(u._paths=null)});for(let u in o)il=!0,De("setScale",u);Ne&&z.left>=0&&(It=rt=
!0)}for(let u in $)$[u]=null}function qi(t){let o=ao(Ae-1,0,Oe-1),s=ao(Le+1,0,Oe-1);for(;t[o]==null&&o>0;)o--;for(;t[s]==
null&&s<Oe-1;)s++;return[o,s]}function Ji(){if(Oe>0){let t=x.some(o=>o._focus)&&Ke!=xt.alpha;t&&(g.globalAlpha=Ke=xt.alpha),
x.forEach((o,s)=>{if(s>0&&o.show&&(No(s,!1),No(s,!0),o._paths==null)){let u=Ke;Ke!=o.alpha&&(g.globalAlpha=Ke=o.alpha);let f=i==
2?[0,l[s][0].length-1]:qi(l[s]);o._paths=o.paths(n,s,f[0],f[1]),Ke!=u&&(g.globalAlpha=Ke=u)}}),x.forEach((o,s)=>{if(s>0&&
o.show){let u=Ke;Ke!=o.alpha&&(g.globalAlpha=Ke=o.alpha),o._paths!=null&&$o(s,!1);{let f=o._paths!=null?o._paths.gaps:null,
m=o.points.show(n,s,Ae,Le,f),y=o.points.filter(n,s,m,f);(m||y)&&(o.points._paths=o.points.paths(n,s,Ae,Le,y),$o(s,!0))}Ke!=
u&&(g.globalAlpha=Ke=u),De("drawSeries",s)}}),t&&(g.globalAlpha=Ke=1)}}function No(t,o){let s=o?x[t].points:x[t];s._stroke=
s.stroke(n,t),s._fill=s.fill(n,t)}function $o(t,o){let s=o?x[t].points:x[t],{stroke:u,fill:f,clip:m,flags:y,_stroke:b=s.
_stroke,_fill:_=s._fill,_width:M=s.width}=s._paths;M=fe(M*re,3);let A=null,R=M%2/2;o&&_==null&&(_=M>0?"#fff":b);let G=s.
pxAlign==1&&R>0;if(G&&g.translate(R,R),!o){let oe=qe-M/2,le=ot-M/2,Z=Ye+M,H=pt+M;A=new Path2D,A.rect(oe,le,Z,H)}o?zn(b,M,
s.dash,s.cap,_,u,f,y,m):Zi(t,b,M,s.dash,s.cap,_,u,f,y,A,m),G&&g.translate(-R,-R)}function Zi(t,o,s,u,f,m,y,b,_,M,A){let R=!1;
_!=0&&Y.forEach((G,oe)=>{if(G.series[0]==t){let le=x[G.series[1]],Z=l[G.series[1]],H=(le._paths||Ul).band;Vt(H)&&(H=G.dir==
1?H[0]:H[1]);let F,me=null;le.show&&H&&Ws(Z,Ae,Le)?(me=G.fill(n,oe)||m,F=le._paths.clip):H=null,zn(o,s,u,f,me,y,b,_,M,A,
F,H),R=!0}}),R||zn(o,s,u,f,m,y,b,_,M,A)}let Ho=Ml|po;function zn(t,o,s,u,f,m,y,b,_,M,A,R){zo(t,o,s,u,f),(_||M||R)&&(g.save(),
_&&g.clip(_),M&&g.clip(M)),R?(b&Ho)==Ho?(g.clip(R),A&&g.clip(A),en(f,y),Xl(t,m,o)):b&po?(en(f,y),g.clip(R),Xl(t,m,o)):b&
Ml&&(g.save(),g.clip(R),A&&g.clip(A),en(f,y),g.restore(),Xl(t,m,o)):(en(f,y),Xl(t,m,o)),(_||M||R)&&g.restore()}function Xl(t,o,s){
s>0&&(o instanceof Map?o.forEach((u,f)=>{g.strokeStyle=Ql=f,g.stroke(u)}):o!=null&&t&&g.stroke(o))}function en(t,o){o instanceof
Map?o.forEach((s,u)=>{g.fillStyle=fl=u,g.fill(s)}):o!=null&&t&&g.fill(o)}function Qi(t,o,s,u){let f=B[t],m;if(u<=0)m=[0,
0];else{let y=f._space=f.space(n,t,o,s,u),b=f._incrs=f.incrs(n,t,o,s,u,y);m=aa(o,s,b,u,y)}return f._found=m}function Fn(t,o,s,u,f,m,y,b,_,M){
let A=y%2/2;P==1&&g.translate(A,A),zo(b,y,_,M,b),g.beginPath();let R,G,oe,le,Z=f+(u==0||u==3?-m:m);s==0?(G=f,le=Z):(R=f,
oe=Z);for(let H=0;H<t.length;H++)o[H]!=null&&(s==0?R=oe=t[H]:G=le=t[H],g.moveTo(R,G),g.lineTo(oe,le));g.stroke(),P==1&&g.
translate(-A,-A)}function Xi(t){let o=!0;return B.forEach((s,u)=>{if(!s.show)return;let f=E[s.scale];if(f.min==null){s._show&&
(o=!1,s._show=!1,pl(!1));return}else s._show||(o=!1,s._show=!0,pl(!1));let m=s.side,y=m%2,{min:b,max:_}=f,[M,A]=Qi(u,b,_,
y==0?K:L);if(A==0)return;let R=f.distr==2,G=s._splits=s.splits(n,u,b,_,M,A,R),oe=f.distr==2?G.map(F=>dt[F]):G,le=f.distr==
2?dt[G[1]]-dt[G[0]]:M,Z=s._values=s.values(n,s.filter(n,oe,u,A,le),u,A,le);s._rotate=m==2?s.rotate(n,Z,u,A):0;let H=s._size;
s._size=ct(s.size(n,Z,u,t)),H!=null&&s._size!=H&&(o=!1)}),o}function es(t){let o=!0;return Bo.forEach((s,u)=>{let f=s(n,
u,Yt,t);f!=Dt[u]&&(o=!1),Dt[u]=f}),o}function ts(){for(let t=0;t<B.length;t++){let o=B[t];if(!o.show||!o._show)continue;
let s=o.side,u=s%2,f,m,y=o.stroke(n,t),b=s==0||s==3?-1:1,[_,M]=o._found;if(o.label!=null){let We=o.labelGap*b,Qe=Me((o._lpos+
We)*re);Fo(o.labelFont[0],y,"center",s==2?"top":fr),g.save(),u==1?(f=m=0,g.translate(Qe,Me(ot+pt/2)),g.rotate((s==3?-an:
an)/2)):(f=Me(qe+Ye/2),m=Qe);let qt=ei(o.label)?o.label(n,t,_,M):o.label;g.fillText(qt,f,m),g.restore()}if(M==0)continue;
let A=E[o.scale],R=u==0?Ye:pt,G=u==0?qe:ot,oe=o._splits,le=A.distr==2?oe.map(We=>dt[We]):oe,Z=A.distr==2?dt[oe[1]]-dt[oe[0]]:
_,H=o.ticks,F=o.border,me=H.show?H.size:0,xe=Me(me*re),Be=Me((o.alignTo==2?o._size-me-o.gap:o.gap)*re),ae=o._rotate*-an/
180,ve=D(o._pos*re),Je=(xe+Be)*b,He=ve+Je;m=u==0?He:0,f=u==1?He:0;let st=o.font[0],ht=o.align==1?xl:o.align==2?Qn:ae>0?xl:
ae<0?Qn:u==0?"center":s==3?Qn:xl,Pt=ae||u==1?"middle":s==2?"top":fr;Fo(st,y,ht,Pt);let Ze=o.font[1]*o.lineGap,ut=oe.map(
We=>D(d(We,A,R,G))),mt=o._values;for(let We=0;We<mt.length;We++){let Qe=mt[We];if(Qe!=null){u==0?f=ut[We]:m=ut[We],Qe=""+
Qe;let qt=Qe.indexOf(\`
\`)==-1?[Qe]:Qe.split(/\\n/gm);for(let Ge=0;Ge<qt.length;Ge++){let ir=qt[Ge];ae?(g.save(),g.translate(f,m+Ge*Ze),g.rotate(
ae),g.fillText(ir,0,0),g.restore()):g.fillText(ir,f,m+Ge*Ze)}}}H.show&&Fn(ut,H.filter(n,le,t,M,Z),u,s,ve,xe,fe(H.width*re,
3),H.stroke(n,t),H.dash,H.cap);let Et=o.grid;Et.show&&Fn(ut,Et.filter(n,le,t,M,Z),u,u==0?2:1,u==0?ot:qe,u==0?pt:Ye,fe(Et.
width*re,3),Et.stroke(n,t),Et.dash,Et.cap),F.show&&Fn([ve],[1],u==0?1:0,u==0?1:2,u==1?ot:qe,u==1?pt:Ye,fe(F.width*re,3),
F.stroke(n,t),F.dash,F.cap)}De("drawAxes")}function pl(t){x.forEach((o,s)=>{s>0&&(o._paths=null,t&&(i==1?(o.min=null,o.max=
null):o.facets.forEach(u=>{u.min=null,u.max=null})))})}let tn=!1,Vn=!1,Bl=[];function ls(){Vn=!1;for(let t=0;t<Bl.length;t++)
De(...Bl[t]);Bl.length=0}function dl(){tn||(lu(Wo),tn=!0)}function ns(t,o=!1){tn=!0,Vn=o,t(n),Wo(),o&&Bl.length>0&&queueMicrotask(
ls)}n.batch=ns;function Wo(){if(En&&(ji(),En=!1),il&&(Hi(),il=!1),ql){if(ge(T,xl,pe),ge(T,"top",ke),ge(T,Hl,K),ge(T,Wl,L),
ge(v,xl,pe),ge(v,"top",ke),ge(v,Hl,K),ge(v,Wl,L),ge(w,Hl,Tt),ge(w,Wl,Ht),S.width=Me(Tt*re),S.height=Me(Ht*re),B.forEach(
({_el:t,_show:o,_size:s,_pos:u,side:f})=>{if(t!=null)if(o){let m=f===3||f===0?s:0,y=f%2==1;ge(t,y?"left":"top",u-m),ge(t,
y?"width":"height",s),ge(t,y?"top":"left",y?ke:pe),ge(t,y?"height":"width",y?L:K),so(t,Qt)}else et(t,Qt)}),Ql=fl=Tn=Ln=Rn=
Cn=Dn=Bn=An=null,Ke=1,Fl(!0),pe!=rl||ke!=Wt||K!=bt||L!=Gt){pl(!1);let t=K/bt,o=L/Gt;if(Ne&&!It&&z.left>=0){z.left*=t,z.top*=
o,hl&&kt(hl,Me(z.left),0,K,L),ml&&kt(ml,0,Me(z.top),K,L);for(let s=0;s<it.length;s++){let u=it[s];u!=null&&(al[s]*=t,cl[s]*=
o,kt(u,ct(al[s]),ct(cl[s]),K,L))}}if(he.show&&!Jl&&he.left>=0&&he.width>0){he.left*=t,he.width*=t,he.top*=o,he.height*=o;
for(let s in In)ge(yl,s,he[s])}rl=pe,Wt=ke,bt=K,Gt=L}De("setSize"),ql=!1}Tt>0&&Ht>0&&(g.clearRect(0,0,S.width,S.height),
De("drawClear"),U.forEach(t=>t()),De("draw")),he.show&&Jl&&(ln(he),Jl=!1),Ne&&It&&(jt(null,!0,!1),It=!1),J.show&&J.live&&
rt&&(Wn(),rt=!1),h||(h=!0,n.status=1,De("ready")),Dl=!1,tn=!1}n.redraw=(t,o)=>{il=o||!1,t!==!1?Ot(C,k.min,k.max):dl()};function Nn(t,o){
let s=E[t];if(s.from==null){if(Oe==0){let u=s.range(n,o.min,o.max,t);o.min=u[0],o.max=u[1]}if(o.min>o.max){let u=o.min;o.
min=o.max,o.max=u}if(Oe>1&&o.min!=null&&o.max!=null&&o.max-o.min<1e-16)return;t==C&&s.distr==2&&Oe>0&&(o.min=wt(o.min,l[0]),
o.max=wt(o.max,l[0]),o.min==o.max&&o.max++),$[t]=o,En=!0,dl()}}n.setScale=Nn;let $n,Hn,hl,ml,Go,Io,gl,wl,Uo,Yo,de,Se,Bt=!1,
ze=z.drag,Re=ze.x,Ce=ze.y;Ne&&(z.x&&($n=at(ks,v)),z.y&&(Hn=at(Ms,v)),k.ori==0?(hl=$n,ml=Hn):(hl=Hn,ml=$n),de=z.left,Se=z.
top);let he=n.select=Pe({show:!0,over:!0,left:0,width:0,top:0,height:0},e.select),yl=he.show?at(Es,he.over?v:T):null;function ln(t,o){
if(he.show){for(let s in t)he[s]=t[s],s in In&&ge(yl,s,t[s]);o!==!1&&De("setSelect")}}n.setSelect=ln;function os(t){if(x[t].
show)Ee&&so(be[t],Qt);else if(Ee&&et(be[t],Qt),Ne){let s=ul?it[0]:it[t];s!=null&&kt(s,-10,-10,K,L)}}function Ot(t,o,s){Nn(
t,{min:o,max:s})}function vt(t,o,s,u){o.focus!=null&&as(t),o.show!=null&&x.forEach((f,m)=>{m>0&&(t==m||t==null)&&(f.show=
o.show,os(m),i==2?(Ot(f.facets[0].scale,null,null),Ot(f.facets[1].scale,null,null)):Ot(f.scale,null,null),dl())}),s!==!1&&
De("setSeries",t,o),u&&Vl("setSeries",n,t,o)}n.setSeries=vt;function rs(t,o){Pe(Y[t],o)}function is(t,o){t.fill=X(t.fill||
null),t.dir=ne(t.dir,-1),o=o??Y.length,Y.splice(o,0,t)}function ss(t){t==null?Y.length=0:Y.splice(t,1)}n.addBand=is,n.setBand=
rs,n.delBand=ss;function us(t,o){x[t].alpha=o,Ne&&it[t]!=null&&(it[t].style.opacity=o),Ee&&be[t]&&(be[t].style.opacity=o)}
let At,zt,Kt,Sl={focus:!0};function as(t){if(t!=Kt){let o=t==null,s=xt.alpha!=1;x.forEach((u,f)=>{if(i==1||f>0){let m=o||
f==0||f==t;u._focus=o?null:m,s&&us(f,m?1:xt.alpha)}}),Kt=t,s&&dl()}}Ee&&sl&&$e(mr,ie,t=>{z._lock||(Ut(t),Kt!=null&&vt(null,
Sl,!0,_e.setSeries))});function _t(t,o,s){let u=E[o];s&&(t=t/re-(u.ori==1?ke:pe));let f=K;u.ori==1&&(f=L,t=f-t),u.dir==-1&&
(t=f-t);let m=u._min,y=u._max,b=t/f,_=m+(y-m)*b,M=u.distr;return M==3?Pl(10,_):M==4?Is(_,u.asinh):M==100?u.bwd(_):_}function cs(t,o){
let s=_t(t,C,o);return wt(s,l[0],Ae,Le)}n.valToIdx=t=>wt(t,l[0]),n.posToIdx=cs,n.posToVal=_t,n.valToPos=(t,o,s)=>E[o].ori==
0?c(t,E[o],s?Ye:K,s?qe:0):a(t,E[o],s?pt:L,s?ot:0),n.setCursor=(t,o,s)=>{de=t.left,Se=t.top,jt(null,o,s)};function Ko(t,o){
ge(yl,xl,he.left=t),ge(yl,Hl,he.width=o)}function jo(t,o){ge(yl,"top",he.top=t),ge(yl,Wl,he.height=o)}let Ol=k.ori==0?Ko:
jo,zl=k.ori==1?Ko:jo;function fs(){if(Ee&&J.live)for(let t=i==2?1:0;t<x.length;t++){if(t==0&&nt)continue;let o=J.values[t],
s=0;for(let u in o)St[t][s++].firstChild.nodeValue=o[u]}}function Wn(t,o){if(t!=null&&(t.idxs?t.idxs.forEach((s,u)=>{ue[u]=
s}):js(t.idx)||ue.fill(t.idx),J.idx=ue[0]),Ee&&J.live){for(let s=0;s<x.length;s++)(s>0||i==1&&!nt)&&ps(s,ue[s]);fs()}rt=
!1,o!==!1&&De("setLegend")}n.setLegend=Wn;function ps(t,o){let s=x[t],u=t==0&&j==2?dt:l[t],f;nt?f=s.values(n,t,o)??Ct:(f=
s.value(n,o==null?null:u[o],t,o),f=f==null?Ct:{_:f}),J.values[t]=f}function jt(t,o,s){Uo=de,Yo=Se,[de,Se]=z.move(n,de,Se),
z.left=de,z.top=Se,Ne&&(hl&&kt(hl,Me(de),0,K,L),ml&&kt(ml,0,Me(Se),K,L));let u,f=Ae>Le;At=ce,zt=null;let m=k.ori==0?K:L,
y=k.ori==1?K:L;if(de<0||Oe==0||f){u=z.idx=null;for(let b=0;b<x.length;b++){let _=it[b];_!=null&&kt(_,-10,-10,K,L)}sl&&vt(
null,Sl,!0,t==null&&_e.setSeries),J.live&&(ue.fill(u),rt=!0)}else{let b,_,M;i==1&&(b=k.ori==0?de:Se,_=_t(b,C),u=z.idx=wt(
_,l[0],Ae,Le),M=O(l[0][u],k,m,0));let A=-10,R=-10,G=0,oe=0,le=!0,Z="",H="";for(let F=i==2?1:0;F<x.length;F++){let me=x[F],
xe=ue[F],Be=xe==null?null:i==1?l[F][xe]:l[F][1][xe],ae=z.dataIdx(n,F,u,_),ve=ae==null?null:i==1?l[F][ae]:l[F][1][ae];if(rt=
rt||ve!=Be||ae!=xe,ue[F]=ae,F>0&&me.show){let Je=ae==null?-10:ae==u?M:O(i==1?l[0][ae]:l[F][0][ae],k,m,0),He=ve==null?-10:
W(ve,i==1?E[me.scale]:E[me.facets[1].scale],y,0);if(sl&&ve!=null){let st=k.ori==1?de:Se,ht=Te(xt.dist(n,F,ae,He,st));if(ht<
At){let Pt=xt.bias;if(Pt!=0){let Ze=_t(st,me.scale),ut=ve>=0?1:-1,mt=Ze>=0?1:-1;mt==ut&&(mt==1?Pt==1?ve>=Ze:ve<=Ze:Pt==1?
ve<=Ze:ve>=Ze)&&(At=ht,zt=F)}else At=ht,zt=F}}if(rt||ul){let st,ht;k.ori==0?(st=Je,ht=He):(st=He,ht=Je);let Pt,Ze,ut,mt,
Et,We,Qe=!0,qt=Ve.bbox;if(qt!=null){Qe=!1;let Ge=qt(n,F);ut=Ge.left,mt=Ge.top,Pt=Ge.width,Ze=Ge.height}else ut=st,mt=ht,
Pt=Ze=Ve.size(n,F);if(We=Ve.fill(n,F),Et=Ve.stroke(n,F),ul)F==zt&&At<=xt.prox&&(A=ut,R=mt,G=Pt,oe=Ze,le=Qe,Z=We,H=Et);else{
let Ge=it[F];Ge!=null&&(al[F]=ut,cl[F]=mt,vr(Ge,Pt,Ze,Qe),br(Ge,We,Et),kt(Ge,ct(ut),ct(mt),K,L))}}}}if(ul){let F=xt.prox,
me=Kt==null?At<=F:At>F||zt!=Kt;if(rt||me){let xe=it[0];xe!=null&&(al[0]=A,cl[0]=R,vr(xe,G,oe,le),br(xe,Z,H),kt(xe,ct(A),
ct(R),K,L))}}}if(he.show&&Bt)if(t!=null){let[b,_]=_e.scales,[M,A]=_e.match,[R,G]=t.cursor.sync.scales,oe=t.cursor.drag;if(Re=
oe._x,Ce=oe._y,Re||Ce){let{left:le,top:Z,width:H,height:F}=t.select,me=t.scales[R].ori,xe=t.posToVal,Be,ae,ve,Je,He,st=b!=
null&&M(b,R),ht=_!=null&&A(_,G);st&&Re?(me==0?(Be=le,ae=H):(Be=Z,ae=F),ve=E[b],Je=O(xe(Be,R),ve,m,0),He=O(xe(Be+ae,R),ve,
m,0),Ol(yt(Je,He),Te(He-Je))):Ol(0,m),ht&&Ce?(me==1?(Be=le,ae=H):(Be=Z,ae=F),ve=E[_],Je=W(xe(Be,G),ve,y,0),He=W(xe(Be+ae,
G),ve,y,0),zl(yt(Je,He),Te(He-Je))):zl(0,y)}else Un()}else{let b=Te(Uo-Go),_=Te(Yo-Io);if(k.ori==1){let G=b;b=_,_=G}Re=ze.
x&&b>=ze.dist,Ce=ze.y&&_>=ze.dist;let M=ze.uni;M!=null?Re&&Ce&&(Re=b>=M,Ce=_>=M,!Re&&!Ce&&(_>b?Ce=!0:Re=!0)):ze.x&&ze.y&&
(Re||Ce)&&(Re=Ce=!0);let A,R;Re&&(k.ori==0?(A=gl,R=de):(A=wl,R=Se),Ol(yt(A,R),Te(R-A)),Ce||zl(0,y)),Ce&&(k.ori==1?(A=gl,
R=de):(A=wl,R=Se),zl(yt(A,R),Te(R-A)),Re||Ol(0,m)),!Re&&!Ce&&(Ol(0,0),zl(0,0))}if(ze._x=Re,ze._y=Ce,t==null){if(s){if(rr!=
null){let[b,_]=_e.scales;_e.values[0]=b!=null?_t(k.ori==0?de:Se,b):null,_e.values[1]=_!=null?_t(k.ori==1?de:Se,_):null}Vl(
Xn,n,de,Se,K,L,u)}if(sl){let b=s&&_e.setSeries,_=xt.prox;Kt==null?At<=_&&vt(zt,Sl,!0,b):At>_?vt(null,Sl,!0,b):zt!=Kt&&vt(
zt,Sl,!0,b)}}rt&&(J.idx=u,Wn()),o!==!1&&De("setCursor")}let Ft=null;Object.defineProperty(n,"rect",{get(){return Ft==null&&
Fl(!1),Ft}});function Fl(t=!1){t?Ft=null:(Ft=v.getBoundingClientRect(),De("syncRect",Ft))}function qo(t,o,s,u,f,m,y){z._lock||
Bt&&t!=null&&t.movementX==0&&t.movementY==0||(Gn(t,o,s,u,f,m,y,!1,t!=null),t!=null?jt(null,!0,!0):jt(o,!0,!1))}function Gn(t,o,s,u,f,m,y,b,_){
if(Ft==null&&Fl(!1),Ut(t),t!=null)s=t.clientX-Ft.left,u=t.clientY-Ft.top;else{if(s<0||u<0){de=-10,Se=-10;return}let[M,A]=_e.
scales,R=o.cursor.sync,[G,oe]=R.values,[le,Z]=R.scales,[H,F]=_e.match,me=o.axes[0].side%2==1,xe=k.ori==0?K:L,Be=k.ori==1?
K:L,ae=me?m:f,ve=me?f:m,Je=me?u:s,He=me?s:u;if(le!=null?s=H(M,le)?d(G,E[M],xe,0):-10:s=xe*(Je/ae),Z!=null?u=F(A,Z)?d(oe,
E[A],Be,0):-10:u=Be*(He/ve),k.ori==1){let st=s;s=u,u=st}}_&&(o==null||o.cursor.event.type==Xn)&&((s<=1||s>=K-1)&&(s=Jt(s,
K)),(u<=1||u>=L-1)&&(u=Jt(u,L))),b?(Go=s,Io=u,[gl,wl]=z.move(n,s,u)):(de=s,Se=u)}let In={width:0,height:0,left:0,top:0};
function Un(){ln(In,!1)}let Jo,Zo,Qo,Xo;function er(t,o,s,u,f,m,y){Bt=!0,Re=Ce=ze._x=ze._y=!1,Gn(t,o,s,u,f,m,y,!0,!1),t!=
null&&($e(eo,ro,tr,!1),Vl(dr,n,gl,wl,K,L,null));let{left:b,top:_,width:M,height:A}=he;Jo=b,Zo=_,Qo=M,Xo=A}function tr(t,o,s,u,f,m,y){
Bt=ze._x=ze._y=!1,Gn(t,o,s,u,f,m,y,!1,!0);let{left:b,top:_,width:M,height:A}=he,R=M>0||A>0,G=Jo!=b||Zo!=_||Qo!=M||Xo!=A;
if(R&&G&&ln(he),ze.setScale&&R&&G){let oe=b,le=M,Z=_,H=A;if(k.ori==1&&(oe=_,le=A,Z=b,H=M),Re&&Ot(C,_t(oe,C),_t(oe+le,C)),
Ce)for(let F in E){let me=E[F];F!=C&&me.from==null&&me.min!=ce&&Ot(F,_t(Z+H,F),_t(Z,F))}Un()}else z.lock&&(z._lock=!z._lock,
jt(o,!0,t!=null));t!=null&&(ol(eo,ro),Vl(eo,n,de,Se,K,L,null))}function ds(t,o,s,u,f,m,y){if(z._lock)return;Ut(t);let b=Bt;
if(Bt){let _=!0,M=!0,A=10,R,G;k.ori==0?(R=Re,G=Ce):(R=Ce,G=Re),R&&G&&(_=de<=A||de>=K-A,M=Se<=A||Se>=L-A),R&&_&&(de=de<gl?
0:K),G&&M&&(Se=Se<wl?0:L),jt(null,!0,!0),Bt=!1}de=-10,Se=-10,ue.fill(null),jt(null,!0,!0),b&&(Bt=b)}function lr(t,o,s,u,f,m,y){
z._lock||(Ut(t),Mn(),Un(),t!=null&&Vl(gr,n,de,Se,K,L,null))}function nr(){B.forEach(ca),kn(n.width,n.height,!0)}Xt(cn,_l,
nr);let bl={};bl.mousedown=er,bl.mousemove=qo,bl.mouseup=tr,bl.dblclick=lr,bl.setSeries=(t,o,s,u)=>{let f=_e.match[2];s=
f(n,o,s),s!=-1&&vt(s,u,!0,!1)},Ne&&($e(dr,v,er),$e(Xn,v,qo),$e(hr,v,t=>{Ut(t),Fl(!1)}),$e(mr,v,ds),$e(gr,v,lr),ho.add(n),
n.syncRect=Fl);let nn=n.hooks=e.hooks||{};function De(t,o,s){Vn?Bl.push([t,o,s]):t in nn&&nn[t].forEach(u=>{u.call(null,
n,o,s)})}(e.plugins||[]).forEach(t=>{for(let o in t.hooks)nn[o]=(nn[o]||[]).concat(t.hooks[o])});let or=(t,o,s)=>s,_e=Pe(
{key:null,setSeries:!1,filters:{pub:Mr,sub:Mr},scales:[C,x[1]?x[1].scale:null],match:[Tr,Tr,or],values:[null,null]},z.sync);
_e.match.length==2&&_e.match.push(or),z.sync=_e;let rr=_e.key,Yn=Pi(rr);function Vl(t,o,s,u,f,m,y){_e.filters.pub(t,o,s,
u,f,m,y)&&Yn.pub(t,o,s,u,f,m,y)}Yn.sub(n);function hs(t,o,s,u,f,m,y){_e.filters.sub(t,o,s,u,f,m,y)&&bl[t](null,o,s,u,f,m,
y)}n.pub=hs;function ms(){Yn.unsub(n),ho.delete(n),$t.clear(),uo(cn,_l,nr),p.remove(),ie?.remove(),De("destroy")}n.destroy=
ms;function Kn(){De("init",e,l),Oo(l||e.data,!1),$[C]?Nn(C,$[C]):Mn(),Jl=he.show&&(he.width>0||he.height>0),It=rt=!0,kn(
e.width,e.height)}return x.forEach(Do),B.forEach(Ki),r?r instanceof HTMLElement?(r.appendChild(p),Kn()):r(n,Kn):Kn(),n}Fe.
assign=Pe;Fe.fmtNum=xo;Fe.rangeNum=fn;Fe.rangeLog=hn;Fe.rangeAsinh=So;Fe.orient=tl;Fe.pxRatio=re;Fe.join=tu;Fe.fmtDate=_o,
Fe.tzDate=pu;Fe.sync=Pi;{Fe.addGap=ju,Fe.clipGaps=wn;let e=Fe.paths={points:Li};e.linear=Ci,e.stepped=Zu,e.bars=Qu,e.spline=
ea}var zi=8;function Kl(e){let l=Math.floor(e/zi);return e===0?{colour:0,dash:[4,4]}:{colour:e%zi,dash:l===0?[]:[8,4]}}function xn(e,l=Kl(e).dash){let r=\`var(--series-\${Kl(e).colour})\`,n=Zn("path",{d:"M0 4h18",stroke:r,"stroke-dasharray":l.
join(" ")});return Zn("svg",{class:"swatch",viewBox:"0 0 18 8","aria-hidden":"true"},n)}var vn=14;function Fi(e,l,r,n){let i=Xe("div",{class:"tip",role:"status",hidden:""});return e.append(i),{hooks:{setCursor:[
a=>{let{idx:d,left:h=-1,top:p=-1}=a.cursor,S=d==null?void 0:r[d];if(i.hidden=S===void 0||h<0,i.hidden)return;let g=l.filter(
(x,B)=>a.series[B+1].show!==!1).flatMap(x=>x.points.filter(B=>B.concurrency===S).map(B=>({line:x,point:B}))).sort((x,B)=>B.
point.value-x.point.value);i.replaceChildren(Xe("b",{},\`\${S} at once\`),...g.map(({line:x,point:{value:B,row:E}})=>{let Y=Nl(
E.errors)>0?[Xe("em",{},ur(E))]:[];return Xe("p",{},xn(x.series,x.dash),x.label,Xe("span",{},n(B)),...Y)}));let w=a.over.
getBoundingClientRect(),T=e.getBoundingClientRect(),v=w.left-T.left+h,P=v+vn+i.offsetWidth,V=T.left+P>document.documentElement.
clientWidth?v-vn-i.offsetWidth:v+vn;i.style.left=\`\${Math.max(V,4-T.left)}px\`,i.style.top=\`\${w.top-T.top+p+vn}px\`}]}}}var Vi=260,fa=5;function Pn(e,{title:l,unit:r,lines:n,text:i}){let c=Xe("div",{class:"plot"}),a=Xe("figcaption",{},\`\${l}\\
 \`,Xe("small",{},r)),d=Xe("figure",{"aria-label":l},a,c);e.append(d);let h=[...new Set(n.flatMap(({points:v})=>v.map(({concurrency:P})=>P)))].
sort((v,P)=>v-P),p=(v,P)=>v.points.find(({concurrency:D})=>D===P),S=n.map(v=>h.map(P=>p(v,P)?.value)),g={stroke:()=>_n("\\
--dim"),font:"12px system-ui, sans-serif",labelFont:"12px system-ui, sans-serif"},w={stroke:()=>_n("--line"),width:1},T=new Fe(
{width:c.clientWidth,height:Vi,legend:{show:!1},focus:{alpha:.25},cursor:{y:!1,drag:{x:!1,y:!1},focus:{prox:24}},scales:{
x:{time:!1,distr:3,log:2,range:[h[0]/1.3,h.at(-1)*1.3]},y:{distr:3,range:(v,P,D)=>[P/1.5,D*1.5]}},axes:[{...g,grid:{show:!1},
ticks:{...w,size:5},splits:()=>h,values:(v,P)=>P.map(String),label:"at once",labelSize:18,size:28,filter:(v,P)=>P},{...g,
grid:w,ticks:{show:!1},size:58,splits:(v,P,D,V)=>da(D,V),values:(v,P)=>P.map(i),filter:(v,P)=>P}],series:[{},...n.map(v=>{
let{colour:P,dash:D}=Kl(v.series),V=()=>_n(\`--series-\${P}\`);return{label:v.label,stroke:V,width:2,dash:[...v.dash??D],spanGaps:!0,
points:{show:v.dash===void 0,size:6,stroke:V,fill:V}}})],plugins:[Fi(d,n,h,i)],hooks:{draw:[v=>pa(v,n,h)]}},[h,...S],c);
return new ResizeObserver(()=>T.setSize({width:c.clientWidth,height:Vi})).observe(c),{show:(v,P)=>{for(let[D,V]of n.entries())
V.name===v&&T.setSeries(D+1,{show:P})},redraw:()=>T.redraw(!1,!0)}}function pa(e,l,r){let{ctx:n}=e,i=fa*devicePixelRatio;
n.save(),n.lineWidth=2.5*devicePixelRatio,n.strokeStyle=_n("--failed"),n.beginPath();for(let[c,{points:a}]of l.entries())
if(e.series[c+1].show!==!1)for(let{concurrency:d,value:h,row:p}of a){if(Nl(p.errors)===0||!r.includes(d))continue;let S=e.
valToPos(d,"x",!0),g=e.valToPos(h,"y",!0);n.moveTo(S-i,g-i),n.lineTo(S+i,g+i),n.moveTo(S+i,g-i),n.lineTo(S-i,g+i)}n.stroke(),
n.restore()}function da(e,l){let r=l/e>1e3?[1]:[1,2,5],n=[];for(let i=10**Math.floor(Math.log10(e));i<=l;i*=10)for(let c of r)
i*c>=e&&i*c<=l&&n.push(i*c);return n}function _n(e){return getComputedStyle(document.documentElement).getPropertyValue(e).
trim()}function Ni(e,{rows:l,series:r}){let n=l.filter(({behaviour:p})=>p===e.dataset.behaviour),i=r.filter(p=>n.some(S=>on(S)===
p)),c=(p,S,g="")=>i.flatMap(w=>{let v=n.filter(P=>on(P)===w).flatMap(P=>{let D=p(P);return D===void 0?[]:[{concurrency:P.
concurrency,value:D,row:P}]});return v.length===0?[]:[{name:w,label:w+g,series:r.indexOf(w),points:v,dash:S}]}),a=e.querySelector(
".charts"),d=[Pn(a,{title:"Ports a second",unit:"higher is better",lines:c(p=>p.portsPerSecond),text:p=>\`\${Math.round(p).
toLocaleString("en-US")}/s\`}),Pn(a,{title:"CPU a probe",unit:"lower is better",lines:c(p=>p.cpuUsPerProbe),text:p=>\`\${Math.
round(p).toLocaleString("en-US")} µs\`}),Pn(a,{title:"Time of a port",unit:"p50, and p99 dotted",lines:[...c(p=>p.timePerPortMs?.
p50,void 0,", p50"),...c(p=>p.timePerPortMs?.p99,[2,4],", p99")],text:jn})],h=e.querySelector(".keys");for(let p of i){let S=Xe(
"button",{type:"button",class:"key","aria-pressed":"true"},xn(r.indexOf(p)),p);S.addEventListener("click",()=>{let g=S.getAttribute(
"aria-pressed")!=="true";S.setAttribute("aria-pressed",String(g));for(let w of d)w.show(p,g)}),h.append(S)}return{redraw:()=>d.
forEach(p=>{p.redraw()})}}/*! With uPlot, Copyright (c) 2025 Leon Sorokin, MIT Licensed: https://github.com/leeoniya/uPlot/blob/master/LICENSE */var ha=JSON.
parse(document.getElementById("data").textContent),ma=[...document.querySelectorAll("section[data-behaviour]")].map(e=>Ni(
e,ha));sr(document);function Lo(){for(let{redraw:e}of ma)e()}matchMedia("(prefers-color-scheme: dark)").addEventListener(
"change",Lo);addEventListener("beforeprint",()=>{document.documentElement.classList.add("paper"),Lo()});addEventListener(
"afterprint",()=>{document.documentElement.classList.remove("paper"),Lo()});})();
`;
export const pageScriptHash = 'imNJ9Md9rGRT5xV/gkfl7iP2/CZHkGYP6FbuVrZodLs=';
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
fill:none;stroke:var(--passed);stroke-width:2.4;stroke-linecap:round;stroke-linejoin:round;&.failed{stroke:var(--failed)}}
header{padding-bottom:28px}.kicker{color:var(--dim);font:13px var(--mono)}h1{display:flex;align-items:center;gap:12px;margin:4px
0 8px;font-size:clamp(26px,4.2vw,38px);font-weight:650;letter-spacing:-.02em;line-height:1.15;.outcome{width:1em;height:1em;
stroke-width:2.6}}header.failed h1 span{color:var(--failed)}.facts{margin-bottom:18px;color:var(--dim);& span:not(:last-child):after{
content:"·";margin:0 .3em 0 .45em}}.command{display:flex;align-items:center;gap:12px;max-width:100%;padding:5px 5px 5px
14px;border:1px solid var(--line);border-radius:8px;background:var(--card);.label{flex:none;color:var(--dim);font-size:13px}
& code{flex:1;min-width:0;overflow-x:auto;padding:4px 0;scrollbar-width:none;white-space:pre}}button{flex:none;padding:4px
12px;border:1px solid var(--line);border-radius:6px;background:var(--wash);font-size:13px;cursor:pointer;&:hover{border-color:var(--dim)}}.uplot,.uplot *,.uplot *:before,.uplot *:after{box-sizing:border-box}.uplot{font-family:system-ui,-apple-system,Segoe UI,Roboto,Helvetica
Neue,Arial,Noto Sans,sans-serif,"Apple Color Emoji","Segoe UI Emoji",Segoe UI Symbol,"Noto Color Emoji";line-height:1.5;
width:min-content}.u-title{text-align:center;font-size:18px;font-weight:700}.u-wrap{position:relative;user-select:none}.u-over,
.u-under{position:absolute}.u-under{overflow:hidden}.uplot canvas{display:block;position:relative;width:100%;height:100%}
.u-axis{position:absolute}.u-legend{font-size:14px;margin:auto;text-align:center}.u-inline{display:block}.u-inline *{display:inline-block}
.u-inline tr{margin-right:16px}.u-legend th{font-weight:600}.u-legend th>*{vertical-align:middle;display:inline-block}.u-legend
.u-marker{width:1em;height:1em;margin-right:4px;background-clip:padding-box!important}.u-inline.u-live th:after{content:"\\
:";vertical-align:middle}.u-inline:not(.u-live) .u-value{display:none}.u-series>*{padding:4px}.u-series th{cursor:pointer}
.u-legend .u-off>*{opacity:.3}.u-select{background:#00000012;position:absolute;pointer-events:none}.u-cursor-x,.u-cursor-y{
position:absolute;left:0;top:0;pointer-events:none;will-change:transform}.u-hz .u-cursor-x,.u-vt .u-cursor-y{height:100%;
border-right:1px dashed #607D8B}.u-hz .u-cursor-y,.u-vt .u-cursor-x{width:100%;border-bottom:1px dashed #607D8B}.u-cursor-pt{
position:absolute;top:0;left:0;border-radius:50%;border:0 solid;pointer-events:none;will-change:transform;background-clip:padding-box!important}
.u-axis.u-off,.u-select.u-off,.u-cursor-x.u-off,.u-cursor-y.u-off,.u-cursor-pt.u-off{display:none}:root{--series-0: #7b8492;--series-1: #1463c2;--series-2: #0b8f87;--series-3: #7a3fc4;--series-4: #2f3a4a;--series-5: #b25a00;
--series-6: #a8862a;--series-7: #b03a78}@media screen and (prefers-color-scheme:dark){:root:not(.paper){--series-0: #98a2af;
--series-1: #66b0ff;--series-2: #4fd1c5;--series-3: #c39bff;--series-4: #e6e9ed;--series-5: #f2a44e;--series-6: #dcc464;
--series-7: #f48fc0}}section{margin-bottom:28px;padding:22px 24px 24px;border:1px solid var(--line);border-radius:10px;background:var(--card)}
h2{font-size:19px;font-weight:650;letter-spacing:-.01em}.what{margin-bottom:14px;color:var(--dim)}.keys{display:flex;flex-wrap:wrap;
gap:6px;margin-bottom:14px}.key{display:inline-flex;align-items:center;gap:8px;background:var(--card);&[aria-pressed=false]{
color:var(--dim);text-decoration:line-through;.swatch{opacity:.3}}}.swatch{flex:none;width:18px;height:8px;fill:none;stroke-width:2.5}
.charts{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:24px}figure{position:relative;min-width:0;margin:0}
figcaption{margin-bottom:4px;font-size:14px;font-weight:600;& small{color:var(--dim);font-size:12.5px;font-weight:400}}.plot{
height:260px}.uplot{font:12px var(--sans)}.u-cursor-x{border-right-color:var(--dim)}.tip{position:absolute;z-index:10;min-width:max-content;
padding:7px 10px;border:1px solid var(--line);border-radius:7px;background:var(--card);box-shadow:0 3px 12px #0003;font-size:12.5px;
line-height:1.45;pointer-events:none;& b{font-weight:600}& p{display:flex;align-items:center;gap:8px}& span{margin-left:auto;
padding-left:14px}& em{color:var(--failed);font-style:normal}}.scroll{overflow-x:auto;margin-top:18px}table{width:100%;border-collapse:collapse;
font-size:13px;white-space:nowrap}th,td{padding:4px 0 4px 18px;border-top:1px solid var(--line);text-align:right;&:first-child{
padding-left:0;text-align:left}}thead th{border-top:0;color:var(--dim);font-weight:500}tbody th{font-weight:400;.swatch{
margin-right:8px}}tbody tr.first>*{border-top-color:var(--dim)}.none{color:var(--dim)}tr.wrong{.errors{color:var(--failed);
font-weight:600}.speed{color:var(--dim);text-decoration:line-through}}.notes{max-width:90ch;color:var(--dim);font-size:13.5px;
& li{margin-bottom:5px;padding-left:1.1em;text-indent:-1.1em;&:before{content:"·";display:inline-block;width:1.1em;text-indent:0}}}
@media(max-width:1100px){.charts{grid-template-columns:repeat(2,minmax(0,1fr))}}@media(max-width:720px){body{padding:24px
14px 48px}section{padding:16px 14px}.charts{grid-template-columns:minmax(0,1fr)}}@media print{body{max-width:none;padding:0;
background:#fff;font-size:12px}section{padding:0;border:0}.charts{grid-template-columns:repeat(3,minmax(0,1fr));gap:10px}
.uplot,.u-wrap{width:100%!important}.uplot canvas{width:100%!important;height:auto!important}.plot{height:auto}.u-wrap{height:auto!important}
figure,.charts,tr{break-inside:avoid}h2,.what,.keys{break-after:avoid}table{font-size:10px}td,th{padding-left:8px}.scroll{
overflow:visible}.copy,.tip{display:none}*{print-color-adjust:exact}}
`;
export const pageStyleHash = 'RN6rIPBaidF0Q93r/M+ak6H04ZofYYMjxShxpLvzQJI=';
