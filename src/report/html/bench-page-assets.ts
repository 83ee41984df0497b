// biome-ignore-all format: generated
// biome-ignore-all lint: generated

/** Made of client/bench/main.ts and bench-page.css by `npm run generate`; a test holds it to them. */

export const pageScript = `(()=>{function ar(e){for(let n of e.querySelectorAll("button.copy")){let r=n.parentElement.querySelector("code"),l=n.textContent;
n.addEventListener("click",async()=>{n.textContent=await ws(r)?"Copied":"Press Ctrl+C"}),n.addEventListener("blur",()=>{
n.textContent=l}),n.addEventListener("pointerleave",()=>{n.textContent=l})}}async function ws(e){try{return await navigator.
clipboard.writeText(e.textContent),!0}catch{return getSelection()?.selectAllChildren(e),document.execCommand("copy")}}var bu=new Uint32Array(65536);var Ru={noun:"a bandwidth",units:{"kB/s":1e3,"MB/s":1e6,"B/s":1,"GB/s":1e9},foreign:{"bit/s":1/8,bps:1/8,"kbit/s":125,kbit:125,
kbps:125,"Mbit/s":125e3,mbit:125e3,Mbps:125e3}};function ur(e){return\`\${Number((e*100).toPrecision(12))}%\`}function ql(e){if(e<99.95)return\`\${e.toFixed(1)} ms\`;if(e<999.5)return\`\${Math.round(e)} ms\`;if(e<59995)return\`\${(e/1e3).
toFixed(2)} s\`;let n=Math.round(e/1e3);if(n<3600)return\`\${Math.floor(n/60)} min \${n%60} s\`;let r=Math.round(e/6e4);if(r<
1440)return\`\${Math.floor(r/60)} h \${r%60} min\`;let l=Math.round(e/36e5);return\`\${Math.floor(l/24)} d \${l%24} h\`}function rl(e){
return Number.isSafeInteger(e)?String(e).replace(/\\B(?=(?:\\d{3})+$)/g,","):e.toLocaleString("en-US")}function Ql({behaviour:e,delayMs:n,lossShare:r,servedPerSecond:l}){return n!==void 0?\`\${e}=\${n}ms\`:r!==void 0?\`\${e}=\${ur(
r)}\`:l===void 0?e:\`\${e}=\${l}/s\`}function Fn({wrong:e,missing:n,error:r}){return e+n+r}var Jl=["SCANNER","AT ONCE","PORTS/S","ERRORS","OF REFERENCE","CPU/PROBE","P50","P99","ATTEMPTS/PORT"],Yu=Jl.map((e,n)=>n).
slice(1),[Ku,qu]=[Jl.indexOf("PORTS/S"),Jl.indexOf("ERRORS")];function il({scanner:e,engine:n,probe:r,ratePerSecond:l}){let i=n===void 0?e:\`\${e} \${n} \${r}\`;return l===void 0?i:\`\${i},\\
 \${rl(l)}/s\`}function cr({errors:e,judged:n}){let r=["wrong","missing","error"].filter(l=>e[l]>0);return r.length>0?r.map(
l=>\`\${rl(e[l])} \${l}\`).join(", "):n==="all states"?"none":"none (open)"}function Xe(e,n={},...r){return fr(document.createElement(e),n,r)}function Zl(e,n={},...r){return fr(document.createElementNS(
"http://www.w3.org/2000/svg",e),n,r)}function fr(e,n,r){for(let[l,i]of Object.entries(n))i!==void 0&&e.setAttribute(l,String(
i));return e.append(...r),e}var bs="uplot",Ss="u-hz",xs="u-vt",vs="u-title",_s="u-wrap",Ps="u-under",ks="u-over",Ms="u-axis",Zt="u-off",Ts="u-select",
Es="u-cursor-x",As="u-cursor-y",Ls="u-cursor-pt",Cs="u-legend",Rs="u-live",Ds="u-inline",$s="u-series",Bs="u-marker",pr="\\
u-label",Os="u-value",Wn="width",Gn="height";var dr="bottom",vn="left",Xl="right",yo="#000",hr=yo+"0",eo="mousemove",mr="mousedown",to="mouseup",gr="mouseenter",yr="\\
mouseleave",wr="dblclick",Ns="resize",zs="scroll",br="change",fl="dppxchange",wo="--",An=typeof window<"u",io=An?document:
null,Pn=An?window:null,Vs=An?navigator:null,re,sl;function so(){let e=devicePixelRatio;re!=e&&(re=e,sl&&uo(br,sl,so),sl=
matchMedia(\`(min-resolution: \${re-.001}dppx) and (max-resolution: \${re+.001}dppx)\`),Xt(br,sl,so),Pn.dispatchEvent(new CustomEvent(
fl)))}function et(e,n){if(n!=null){let r=e.classList;!r.contains(n)&&r.add(n)}}function ao(e,n){let r=e.classList;r.contains(
n)&&r.remove(n)}function ge(e,n,r){e.style[n]=r+"px"}function gt(e,n,r,l){let i=io.createElement(e);return n!=null&&et(i,
n),r?.insertBefore(i,l),i}function ut(e,n){return gt("div",e,n)}var Sr=new WeakMap;function Mt(e,n,r,l,i){let c="transla\\
te("+n+"px,"+r+"px)",u=Sr.get(e);c!=u&&(e.style.transform=c,Sr.set(e,c),n<0||r<0||n>l||r>i?et(e,Zt):ao(e,Zt))}var xr=new WeakMap;
function vr(e,n,r){let l=n+r,i=xr.get(e);l!=i&&(xr.set(e,l),e.style.background=n,e.style.borderColor=r)}var _r=new WeakMap;
function Pr(e,n,r,l){let i=n+""+r,c=_r.get(e);i!=c&&(_r.set(e,i),e.style.height=r+"px",e.style.width=n+"px",e.style.marginLeft=
l?-n/2+"px":0,e.style.marginTop=l?-r/2+"px":0)}var bo={passive:!0},Fs={...bo,capture:!0};function Xt(e,n,r,l){n.addEventListener(
e,r,l?Fs:bo)}function uo(e,n,r,l){n.removeEventListener(e,r,bo)}An&&so();function yt(e,n,r,l){let i;r=r||0,l=l||n.length-
1;let c=l<=2147483647;for(;l-r>1;)i=c?r+l>>1:tt((r+l)/2),n[i]<e?r=i:l=i;return e-n[r]<=n[l]-e?r:l}function Zr(e){return(r,l,i)=>{
let c=-1,u=-1;for(let d=l;d<=i;d++)if(e(r[d])){c=d;break}for(let d=i;d>=l;d--)if(e(r[d])){u=d;break}return[c,u]}}var Xr=e=>e!=
null,ei=e=>e!=null&&e>0,hl=Zr(Xr),Hs=Zr(ei);function Ws(e,n,r,l=0,i=!1){let c=i?Hs:hl,u=i?ei:Xr;[n,r]=c(e,n,r);let d=e[n],
h=e[n];if(n>-1)if(l==1)d=e[n],h=e[r];else if(l==-1)d=e[r],h=e[n];else for(let p=n;p<=r;p++){let b=e[p];u(b)&&(b<d?d=b:b>
h&&(h=b))}return[d??ce,h??-ce]}function ml(e,n,r,l){let i=Tr(e),c=Tr(n);e==n&&(i==-1?(e*=r,n/=r):(e/=r,n*=r));let u=r==10?
Lt:ti,d=i==1?tt:ct,h=c==1?ct:tt,p=d(u(Ee(e))),b=h(u(Ee(n))),g=kn(r,p),y=kn(r,b);return r==10&&(p<0&&(g=fe(g,-p)),b<0&&(y=
fe(y,-b))),l||r==2?(e=g*i,n=y*c):(e=ri(e,g),n=gl(n,y)),[e,n]}function So(e,n,r,l){let i=ml(e,n,r,l);return e==0&&(i[0]=0),
n==0&&(i[1]=0),i}var xo=.1,kr={mode:3,pad:xo},Un={pad:0,soft:null,mode:0},Gs={min:Un,max:Un};function pl(e,n,r,l){return yl(
r)?Mr(e,n,r):(Un.pad=r,Un.soft=l?0:null,Un.mode=l?3:0,Mr(e,n,Gs))}function le(e,n){return e??n}function Is(e,n,r){for(n=
le(n,0),r=le(r,e.length-1);n<=r;){if(e[n]!=null)return!0;n++}return!1}function Mr(e,n,r){let l=r.min,i=r.max,c=le(l.pad,
0),u=le(i.pad,0),d=le(l.hard,-ce),h=le(i.hard,ce),p=le(l.soft,ce),b=le(i.soft,-ce),g=le(l.mode,0),y=le(i.mode,0),E=n-e,v=Lt(
E),P=Ie(Ee(e),Ee(n)),D=Lt(P),z=Ee(D-v);(E<1e-24||z>10)&&(E=0,(e==0||n==0)&&(E=1e-24,g==2&&p!=ce&&(c=0),y==2&&b!=-ce&&(u=
0)));let x=E||P||1e3,$=Lt(x),k=kn(10,tt($)),j=x*(E==0?e==0?.1:1:c),R=fe(ri(e-j,k/10),24),q=e>=p&&(g==1||g==3&&R<=p||g==2&&
R>=p)?p:ce,U=Ie(d,R<q&&e>=q?q:wt(q,R)),Z=x*(E==0?n==0?.1:1:u),I=fe(gl(n+Z,k/10),24),M=n<=b&&(y==1||y==3&&I>=b||y==2&&I<=
b)?b:-ce,K=wt(h,I>M&&n<=M?M:Ie(M,I));return U==K&&U==0&&(K=100),[U,K]}var Us=new Intl.NumberFormat(An?Vs.language:"en-US"),
vo=e=>Us.format(e),nt=Math,cl=nt.PI,Ee=nt.abs,tt=nt.floor,Te=nt.round,ct=nt.ceil,wt=nt.min,Ie=nt.max,kn=nt.pow,Tr=nt.sign,
Lt=nt.log10,ti=nt.log2,js=(e,n=1)=>nt.sinh(e)*n,no=(e,n=1)=>nt.asinh(e/n),ce=1/0;function Er(e){return(Lt((e^e>>31)-(e>>
31))|0)+1}function co(e,n,r){return wt(Ie(e,n),r)}function ni(e){return typeof e=="function"}function X(e){return ni(e)?
e:()=>e}var Ys=()=>{},li=e=>e,oi=(e,n)=>n,Ks=e=>null,Ar=e=>!0,Lr=(e,n)=>e==n,qs=/\\.\\d*?(?=9{6,}|0{6,})/gm,en=e=>{if(si(e)||
Vt.has(e))return e;let n=\`\${e}\`,r=n.match(qs);if(r==null)return e;let l=r[0].length-1;if(n.indexOf("e-")!=-1){let[i,c]=n.
split("e");return+\`\${en(i)}e\${c}\`}return fe(e,l)};function Qt(e,n){return en(fe(en(e/n))*n)}function gl(e,n){return en(ct(
en(e/n))*n)}function ri(e,n){return en(tt(en(e/n))*n)}function fe(e,n=0){if(si(e))return e;let r=10**n,l=e*r*(1+Number.EPSILON);
return Te(l)/r}var Vt=new Map;function ii(e){return((""+e).split(".")[1]||"").length}function Yn(e,n,r,l){let i=[],c=l.map(
ii);for(let u=n;u<r;u++){let d=Ee(u),h=fe(kn(e,u),d);for(let p=0;p<l.length;p++){let b=e==10?+\`\${l[p]}e\${u}\`:l[p]*h,g=(u>=
0?0:d)+(u>=c[p]?0:c[p]),y=e==10?b:fe(b,g);i.push(y),Vt.set(y,g)}}return i}var jn={},_o=[],Mn=[null,null],zt=Array.isArray,
si=Number.isInteger,Qs=e=>e===void 0;function Cr(e){return typeof e=="string"}function yl(e){let n=!1;if(e!=null){let r=e.
constructor;n=r==null||r==Object}return n}function Js(e){return e!=null&&typeof e=="object"}var Zs=Object.getPrototypeOf(
Uint8Array),ai="__proto__";function Tn(e,n=yl){let r;if(zt(e)){let l=e.find(i=>i!=null);if(zt(l)||n(l)){r=Array(e.length);
for(let i=0;i<e.length;i++)r[i]=Tn(e[i],n)}else r=e.slice()}else if(e instanceof Zs)r=e.slice();else if(n(e)){r={};for(let l in e)
l!=ai&&(r[l]=Tn(e[l],n))}else r=e;return r}function Pe(e){let n=arguments;for(let r=1;r<n.length;r++){let l=n[r];for(let i in l)
i!=ai&&(yl(e[i])?Pe(e[i],Tn(l[i])):e[i]=Tn(l[i]))}return e}var Xs=0,ea=1,ta=2;function na(e,n,r){for(let l=0,i,c=-1;l<n.
length;l++){let u=n[l];if(u>c){for(i=u-1;i>=0&&e[i]==null;)e[i--]=null;for(i=u+1;i<r&&e[i]==null;)e[c=i++]=null}}}function la(e,n){
if(ia(e)){let u=e[0].slice();for(let d=1;d<e.length;d++)u.push(...e[d].slice(1));return sa(u[0])||(u=ra(u)),u}let r=new Set;
for(let u=0;u<e.length;u++){let h=e[u][0],p=h.length;for(let b=0;b<p;b++)r.add(h[b])}let l=[Array.from(r).sort((u,d)=>u-
d)],i=l[0].length,c=new Map;for(let u=0;u<i;u++)c.set(l[0][u],u);for(let u=0;u<e.length;u++){let d=e[u],h=d[0];for(let p=1;p<
d.length;p++){let b=d[p],g=Array(i).fill(void 0),y=n?n[u][p]:ea,E=[];for(let v=0;v<b.length;v++){let P=b[v],D=c.get(h[v]);
P===null?y!=Xs&&(g[D]=P,y==ta&&E.push(D)):g[D]=P}na(g,E,i),l.push(g)}}return l}var oa=typeof queueMicrotask>"u"?e=>Promise.
resolve().then(e):queueMicrotask;function ra(e){let n=e[0],r=n.length,l=Array(r);for(let c=0;c<l.length;c++)l[c]=c;l.sort(
(c,u)=>n[c]-n[u]);let i=[];for(let c=0;c<e.length;c++){let u=e[c],d=Array(r);for(let h=0;h<r;h++)d[h]=u[l[h]];i.push(d)}
return i}function ia(e){let n=e[0][0],r=n.length;for(let l=1;l<e.length;l++){let i=e[l][0];if(i.length!=r)return!1;if(i!=
n){for(let c=0;c<r;c++)if(i[c]!=n[c])return!1}}return!0}function sa(e,n=100){let r=e.length;if(r<=1)return!0;let l=0,i=r-
1;for(;l<=i&&e[l]==null;)l++;for(;i>=l&&e[i]==null;)i--;if(i<=l)return!0;let c=Ie(1,tt((i-l+1)/n));for(let u=e[l],d=l+c;d<=
i;d+=c){let h=e[d];if(h!=null){if(h<=u)return!1;u=h}}return!0}var ui=["January","February","March","April","May","June",
"July","August","September","October","November","December"],ci=["Sunday","Monday","Tuesday","Wednesday","Thursday","Fri\\
day","Saturday"];function fi(e){return e.slice(0,3)}var aa=ci.map(fi),ua=ui.map(fi),ca={MMMM:ui,MMM:ua,WWWW:ci,WWW:aa};function Hn(e){
return(e<10?"0":"")+e}function fa(e){return(e<10?"00":e<100?"0":"")+e}var pa={YYYY:e=>e.getFullYear(),YY:e=>(e.getFullYear()+
"").slice(2),MMMM:(e,n)=>n.MMMM[e.getMonth()],MMM:(e,n)=>n.MMM[e.getMonth()],MM:e=>Hn(e.getMonth()+1),M:e=>e.getMonth()+
1,DD:e=>Hn(e.getDate()),D:e=>e.getDate(),WWWW:(e,n)=>n.WWWW[e.getDay()],WWW:(e,n)=>n.WWW[e.getDay()],HH:e=>Hn(e.getHours()),
H:e=>e.getHours(),h:e=>{let n=e.getHours();return n==0?12:n>12?n-12:n},AA:e=>e.getHours()>=12?"PM":"AM",aa:e=>e.getHours()>=
12?"pm":"am",a:e=>e.getHours()>=12?"p":"a",mm:e=>Hn(e.getMinutes()),m:e=>e.getMinutes(),ss:e=>Hn(e.getSeconds()),s:e=>e.
getSeconds(),fff:e=>fa(e.getMilliseconds())};function Po(e,n){n=n||ca;let r=[],l=/\\{([a-z]+)\\}|[^{]+/gi,i;for(;i=l.exec(
e);)r.push(i[0][0]=="{"?pa[i[1]]:i[0]);return c=>{let u="";for(let d=0;d<r.length;d++)u+=typeof r[d]=="string"?r[d]:r[d](
c,n);return u}}var da=new Intl.DateTimeFormat().resolvedOptions().timeZone;function ha(e,n){let r;return n=="UTC"||n=="E\\
tc/UTC"?r=new Date(+e+e.getTimezoneOffset()*6e4):n==da?r=e:(r=new Date(e.toLocaleString("en-US",{timeZone:n})),r.setMilliseconds(
e.getMilliseconds())),r}var pi=e=>e%1==0,dl=[1,2,2.5,5],ma=Yn(10,-32,0,dl),di=Yn(10,0,32,dl),ga=di.filter(pi),Jt=ma.concat(
di),ko=\`
\`,hi="{YYYY}",Rr=ko+hi,mi="{M}/{D}",In=ko+mi,al=In+"/{YY}",gi="{aa}",ya="{h}:{mm}",_n=ya+gi,Dr=ko+_n,$r=":{ss}",se=null;
function yi(e){let n=e*1e3,r=n*60,l=r*60,i=l*24,c=i*30,u=i*365,h=(e==1?Yn(10,0,3,dl).filter(pi):Yn(10,-3,0,dl)).concat([
n,n*5,n*10,n*15,n*30,r,r*5,r*10,r*15,r*30,l,l*2,l*3,l*4,l*6,l*8,l*12,i,i*2,i*3,i*4,i*5,i*6,i*7,i*8,i*9,i*10,i*15,c,c*2,c*
3,c*4,c*6,u,u*2,u*5,u*10,u*25,u*50,u*100]),p=[[u,hi,se,se,se,se,se,se,1],[i*28,"{MMM}",Rr,se,se,se,se,se,1],[i,mi,Rr,se,
se,se,se,se,1],[l,"{h}"+gi,al,se,In,se,se,se,1],[r,_n,al,se,In,se,se,se,1],[n,$r,al+" "+_n,se,In+" "+_n,se,Dr,se,1],[e,$r+
".{fff}",al+" "+_n,se,In+" "+_n,se,Dr,se,1]];function b(g){return(y,E,v,P,D,z)=>{let x=[],$=D>=u,k=D>=c&&D<u,j=g(v),R=fe(
j*e,3),q=lo(j.getFullYear(),$?0:j.getMonth(),k||$?1:j.getDate()),U=fe(q*e,3);if(k||$){let Z=k?D/c:0,I=$?D/u:0,M=R==U?R:fe(
lo(q.getFullYear()+I,q.getMonth()+Z,1)*e,3),K=new Date(Te(M/e)),B=K.getFullYear(),W=K.getMonth();for(let F=0;M<=P;F++){let ee=lo(
B+I*F,W+Z*F,1),V=ee-g(fe(ee*e,3));M=fe((+ee+V)*e,3),M<=P&&x.push(M)}}else{let Z=D>=i?i:D,I=tt(v)-tt(R),M=U+I+gl(R-U,Z);x.
push(M);let K=g(M),B=K.getHours()+K.getMinutes()/r+K.getSeconds()/l,W=D/l,F=y.axes[E]._space,ee=z/F;for(;M=fe(M+D,e==1?0:
3),!(M>P);)if(W>1){let V=tt(fe(B+W,6))%24,te=g(M).getHours()-V;te>1&&(te=-1),M-=te*l,B=(B+W)%24;let ae=x[x.length-1];fe(
(M-ae)/D,3)*ee>=.7&&x.push(M)}else x.push(M)}return x}}return[h,p,b]}var[wa,ba,Sa]=yi(1),[xa,va,_a]=yi(.001);Yn(2,-53,53,
[1]);function Br(e,n){return e.map(r=>r.map((l,i)=>i==0||i==8||l==null?l:n(i==1||r[8]==0?l:r[1]+l)))}function Or(e,n){return(r,l,i,c,u)=>{
let d=n.find(v=>u>=v[0])||n[n.length-1],h,p,b,g,y,E;return l.map(v=>{let P=e(v),D=P.getFullYear(),z=P.getMonth(),x=P.getDate(),
$=P.getHours(),k=P.getMinutes(),j=P.getSeconds(),R=D!=h&&d[2]||z!=p&&d[3]||x!=b&&d[4]||$!=g&&d[5]||k!=y&&d[6]||j!=E&&d[7]||
d[1];return h=D,p=z,b=x,g=$,y=k,E=j,R(P)})}}function Pa(e,n){let r=Po(n);return(l,i,c,u,d)=>i.map(h=>r(e(h)))}function lo(e,n,r){
return new Date(e,n,r)}function Nr(e,n){return n(e)}var ka="{YYYY}-{MM}-{DD} {h}:{mm}{aa}";function zr(e,n){return(r,l,i,c)=>c==
null?wo:n(e(l))}function Ma(e,n){let r=e.series[n];return r.width?r.stroke(e,n):r.points.width?r.points.stroke(e,n):null}
function Ta(e,n){return e.series[n].fill(e,n)}var Ea={show:!0,live:!0,isolate:!1,mount:Ys,markers:{show:!0,width:2,stroke:Ma,
fill:Ta,dash:"solid"},idx:null,idxs:null,values:[]};function Aa(e,n){let r=e.cursor.points,l=ut(),i=r.size(e,n);ge(l,Wn,
i),ge(l,Gn,i);let c=i/-2;ge(l,"marginLeft",c),ge(l,"marginTop",c);let u=r.width(e,n,i);return u&&ge(l,"borderWidth",u),l}
function La(e,n){let r=e.series[n].points;return r._fill||r._stroke}function Ca(e,n){let r=e.series[n].points;return r._stroke||
r._fill}function Ra(e,n){return e.series[n].points.size}var oo=[0,0];function Da(e,n,r){return oo[0]=n,oo[1]=r,oo}function ul(e,n,r,l=!0){
return i=>{i.button==0&&(!l||i.target==n)&&r(i)}}function ro(e,n,r,l=!0){return i=>{(!l||i.target==n)&&r(i)}}var $a={show:!0,
x:!0,y:!0,lock:!1,move:Da,points:{one:!1,show:Aa,size:Ra,width:0,stroke:Ca,fill:La},bind:{mousedown:ul,mouseup:ul,click:ul,
dblclick:ul,mousemove:ro,mouseleave:ro,mouseenter:ro},drag:{setScale:!0,x:!0,y:!1,dist:0,uni:null,click:(e,n)=>{n.stopPropagation(),
n.stopImmediatePropagation()},_x:!1,_y:!1},focus:{dist:(e,n,r,l,i)=>l-i,prox:-1,bias:0},hover:{skip:[void 0],prox:null,bias:0},
left:-10,top:-10,idx:null,dataIdx:null,idxs:null,event:null},wi={show:!0,stroke:"rgba(0,0,0,0.07)",width:2},Mo=Pe({},wi,
{filter:oi}),bi=Pe({},Mo,{size:10}),Si=Pe({},wi,{show:!1}),To='12px system-ui, -apple-system, "Segoe UI", Roboto, "Helve\\
tica Neue", Arial, "Noto Sans", sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Noto Color Emoji"',
xi="bold "+To,vi=1.5,Vr={show:!0,scale:"x",stroke:yo,space:50,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:xi,
side:2,grid:Mo,ticks:bi,border:Si,font:To,lineGap:vi,rotate:0},Ba="Value",Oa="Time",Fr={show:!0,scale:"x",auto:!1,sorted:1,
min:ce,max:-ce,idxs:[]};function Na(e,n,r,l,i){return n.map(c=>c==null?"":vo(c))}function za(e,n,r,l,i,c,u){let d=[],h=Vt.
get(i)||0;r=u?r:fe(gl(r,i),h);for(let p=r;p<=l;p=fe(p+i,h))d.push(Object.is(p,-0)?0:p);return d}function fo(e,n,r,l,i,c,u){
let d=[],h=e.scales[e.axes[n].scale].log,p=h==10?Lt:ti,b=tt(p(r));i=kn(h,b),h==10&&(i=Jt[yt(i,Jt)]);let g=r,y=i*h;h==10&&
(y=Jt[yt(y,Jt)]);do d.push(g),g=g+i,h==10&&!Vt.has(g)&&(g=fe(g,Vt.get(i))),g>=y&&(i=g,y=i*h,h==10&&(y=Jt[yt(y,Jt)]));while(g<=
l);return d}function Va(e,n,r,l,i,c,u){let h=e.scales[e.axes[n].scale].asinh,p=l>h?fo(e,n,Ie(h,r),l,i):[h],b=l>=0&&r<=0?
[0]:[];return(r<-h?fo(e,n,Ie(h,-l),-r,i):[h]).reverse().map(y=>-y).concat(b,p)}var _i=/./,Fa=/[12357]/,Ha=/[125]/,Hr=/1/,
po=(e,n,r,l)=>e.map((i,c)=>n==4&&i==0||c%l==0&&r.test(i.toExponential()[i<0?1:0])?i:null);function Wa(e,n,r,l,i){let c=e.
axes[r],u=c.scale,d=e.scales[u],h=e.valToPos,p=c._space,b=h(10,u),g=h(9,u)-b>=p?_i:h(7,u)-b>=p?Fa:h(5,u)-b>=p?Ha:Hr;if(g==
Hr){let y=Ee(h(1,u)-b);if(y<p)return po(n.slice().reverse(),d.distr,g,ct(p/y)).reverse()}return po(n,d.distr,g,1)}function Ga(e,n,r,l,i){
let c=e.axes[r],u=c.scale,d=c._space,h=e.valToPos,p=Ee(h(1,u)-h(2,u));return p<d?po(n.slice().reverse(),3,_i,ct(d/p)).reverse():
n}function Ia(e,n,r,l){return l==null?wo:n==null?"":vo(n)}var Wr={show:!0,scale:"y",stroke:yo,space:30,gap:5,alignTo:1,size:50,
labelGap:0,labelSize:30,labelFont:xi,side:3,grid:Mo,ticks:bi,border:Si,font:To,lineGap:vi,rotate:0};function Ua(e,n){let r=3+
(e||1)*2;return fe(r*n,3)}function ja(e,n){let{scale:r,idxs:l}=e.series[0],i=e._data[0],c=e.valToPos(i[l[0]],r,!0),u=e.valToPos(
i[l[1]],r,!0),d=Ee(u-c),h=e.series[n],p=d/(h.points.space*re);return l[1]-l[0]<=p}var Gr={scale:null,auto:!0,sorted:0,min:ce,
max:-ce},Pi=(e,n,r,l,i)=>i,Ir={show:!0,auto:!0,sorted:0,gaps:Pi,alpha:1,facets:[Pe({},Gr,{scale:"x"}),Pe({},Gr,{scale:"y"})]},
Ur={scale:"y",auto:!0,sorted:0,show:!0,spanGaps:!1,gaps:Pi,alpha:1,points:{show:ja,filter:null},values:null,min:ce,max:-ce,
idxs:[],path:null,clip:null};function Ya(e,n,r,l,i){return r/10}var ki={time:!0,auto:!0,distr:1,log:10,asinh:1,min:null,
max:null,dir:1,ori:0},Ka=Pe({},ki,{time:!1,ori:1}),jr={};function Mi(e,n){let r=jr[e];return r||(r={key:e,plots:[],sub(l){
r.plots.push(l)},unsub(l){r.plots=r.plots.filter(i=>i!=l)},pub(l,i,c,u,d,h,p){for(let b=0;b<r.plots.length;b++)r.plots[b]!=
i&&r.plots[b].pub(l,i,c,u,d,h,p)}},e!=null&&(jr[e]=r)),r}var En=1,ho=2;function tn(e,n,r){let l=e.mode,i=e.series[n],c=l==
2?e._data[n]:e._data,u=e.scales,d=e.bbox,h=c[0],p=l==2?c[1]:c[n],b=l==2?u[i.facets[0].scale]:u[e.series[0].scale],g=l==2?
u[i.facets[1].scale]:u[i.scale],y=d.left,E=d.top,v=d.width,P=d.height,D=e.valToPosH,z=e.valToPosV;return b.ori==0?r(i,h,
p,b,g,D,z,y,E,v,P,bl,Ln,xl,Ei,Li):r(i,h,p,b,g,z,D,E,y,P,v,Sl,Cn,Lo,Ai,Ci)}function Eo(e,n){let r=0,l=0,i=le(e.bands,_o);
for(let c=0;c<i.length;c++){let u=i[c];u.series[0]==n?r=u.dir:u.series[1]==n&&(u.dir==1?l|=1:l|=2)}return[r,l==1?-1:l==2?
1:l==3?2:0]}function qa(e,n,r,l,i){let c=e.mode,u=e.series[n],d=c==2?u.facets[1].scale:u.scale,h=e.scales[d];return i==-1?
h.min:i==1?h.max:h.distr==3?h.dir==1?h.min:h.max:0}function Ct(e,n,r,l,i,c){return tn(e,n,(u,d,h,p,b,g,y,E,v,P,D)=>{let z=u.
pxRound,x=p.dir*(p.ori==0?1:-1),$=p.ori==0?Ln:Cn,k,j;x==1?(k=r,j=l):(k=l,j=r);let R=z(g(d[k],p,P,E)),q=z(y(h[k],b,D,v)),
U=z(g(d[j],p,P,E)),Z=z(y(c==1?b.max:b.min,b,D,v)),I=new Path2D(i);return $(I,U,Z),$(I,R,Z),$(I,R,q),I})}function wl(e,n,r,l,i,c){
let u=null;if(e.length>0){u=new Path2D;let d=n==0?xl:Lo,h=r;for(let g=0;g<e.length;g++){let y=e[g];if(y[1]>y[0]){let E=y[0]-
h;E>0&&d(u,h,l,E,l+c),h=y[1]}}let p=r+i-h,b=10;p>0&&d(u,h,l-b/2,p,l+c+b)}return u}function Qa(e,n,r){let l=e[e.length-1];
l&&l[0]==n?l[1]=r:e.push([n,r])}function Ao(e,n,r,l,i,c,u){let d=[],h=e.length;for(let p=i==1?r:l;p>=r&&p<=l;p+=i)if(n[p]===
null){let g=p,y=p;if(i==1)for(;++p<=l&&n[p]===null;)y=p;else for(;--p>=r&&n[p]===null;)y=p;let E=c(e[g]),v=y==g?E:c(e[y]),
P=g-i;E=u<=0&&P>=0&&P<h?c(e[P]):E;let z=y+i;v=u>=0&&z>=0&&z<h?c(e[z]):v,v>=E&&d.push([E,v])}return d}function Yr(e){return e==
0?li:e==1?Te:n=>Qt(n,e)}function Ti(e){let n=e==0?bl:Sl,r=e==0?(i,c,u,d,h,p)=>{i.arcTo(c,u,d,h,p)}:(i,c,u,d,h,p)=>{i.arcTo(
u,c,h,d,p)},l=e==0?(i,c,u,d,h)=>{i.rect(c,u,d,h)}:(i,c,u,d,h)=>{i.rect(u,c,h,d)};return(i,c,u,d,h,p=0,b=0)=>{p==0&&b==0?
l(i,c,u,d,h):(p=wt(p,d/2,h/2),b=wt(b,d/2,h/2),n(i,c+p,u),r(i,c+d,u,c+d,u+h,p),r(i,c+d,u+h,c,u+h,b),r(i,c,u+h,c,u,b),r(i,
c,u,c+d,u,p),i.closePath())}}var bl=(e,n,r)=>{e.moveTo(n,r)},Sl=(e,n,r)=>{e.moveTo(r,n)},Ln=(e,n,r)=>{e.lineTo(n,r)},Cn=(e,n,r)=>{
e.lineTo(r,n)},xl=Ti(0),Lo=Ti(1),Ei=(e,n,r,l,i,c)=>{e.arc(n,r,l,i,c)},Ai=(e,n,r,l,i,c)=>{e.arc(r,n,l,i,c)},Li=(e,n,r,l,i,c,u)=>{
e.bezierCurveTo(n,r,l,i,c,u)},Ci=(e,n,r,l,i,c,u)=>{e.bezierCurveTo(r,n,i,l,u,c)};function Ri(e){return(n,r,l,i,c)=>tn(n,
r,(u,d,h,p,b,g,y,E,v,P,D)=>{let{pxRound:z,points:x}=u,$,k;p.ori==0?($=bl,k=Ei):($=Sl,k=Ai);let j=fe(x.width*re,3),R=(x.size-
x.width)/2*re,q=fe(R*2,3),U=new Path2D,Z=new Path2D,{left:I,top:M,width:K,height:B}=n.bbox;xl(Z,I-q,M-q,K+q*2,B+q*2);let W=F=>{
if(h[F]!=null){let ee=z(g(d[F],p,P,E)),V=z(y(h[F],b,D,v));$(U,ee+R,V),k(U,ee,V,R,0,cl*2)}};if(c)c.forEach(W);else for(let F=l;F<=
i;F++)W(F);return{stroke:j>0?U:null,fill:U,clip:Z,flags:En|ho}})}function Di(e){return(n,r,l,i,c,u)=>{l!=i&&(c!=l&&u!=l&&
e(n,r,l),c!=i&&u!=i&&e(n,r,i),e(n,r,u))}}var Ja=Di(Ln),Za=Di(Cn);function $i(e){let n=le(e?.alignGaps,0);return(r,l,i,c)=>tn(
r,l,(u,d,h,p,b,g,y,E,v,P,D)=>{[i,c]=hl(h,i,c);let z=u.pxRound,x=B=>z(g(B,p,P,E)),$=B=>z(y(B,b,D,v)),k,j;p.ori==0?(k=Ln,j=
Ja):(k=Cn,j=Za);let R=p.dir*(p.ori==0?1:-1),q={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:En},U=q.stroke,
Z=!1;if(c-i>=P*4){let B=O=>r.posToVal(O,p.key,!0),W=null,F=null,ee,V,Ue,ye=x(d[R==1?i:c]),te=x(d[i]),ae=x(d[c]),Q=B(R==1?
te+1:ae-1);for(let O=R==1?i:c;O>=i&&O<=c;O+=R){let ke=d[O],we=(R==1?ke<Q:ke>Q)?ye:x(ke),ie=h[O];we==ye?ie!=null?(V=ie,W==
null?(k(U,we,$(V)),ee=W=F=V):V<W?W=V:V>F&&(F=V)):ie===null&&(Z=!0):(W!=null&&j(U,ye,$(W),$(F),$(ee),$(V)),ie!=null?(V=ie,
k(U,we,$(V)),W=F=ee=V):(W=F=null,ie===null&&(Z=!0)),ye=we,Q=B(ye+R))}W!=null&&W!=F&&Ue!=ye&&j(U,ye,$(W),$(F),$(ee),$(V))}else
for(let B=R==1?i:c;B>=i&&B<=c;B+=R){let W=h[B];W===null?Z=!0:W!=null&&k(U,x(d[B]),$(W))}let[M,K]=Eo(r,l);if(u.fill!=null||
M!=0){let B=q.fill=new Path2D(U),W=u.fillTo(r,l,u.min,u.max,M),F=$(W),ee=x(d[i]),V=x(d[c]);R==-1&&([V,ee]=[ee,V]),k(B,V,
F),k(B,ee,F)}if(!u.spanGaps){let B=[];Z&&B.push(...Ao(d,h,i,c,R,x,n)),q.gaps=B=u.gaps(r,l,i,c,B),q.clip=wl(B,p.ori,E,v,P,
D)}return K!=0&&(q.band=K==2?[Ct(r,l,i,c,U,-1),Ct(r,l,i,c,U,1)]:Ct(r,l,i,c,U,K)),q})}function Xa(e){let n=le(e.align,1),
r=le(e.ascDesc,!1),l=le(e.alignGaps,0),i=le(e.extend,!1);return(c,u,d,h)=>tn(c,u,(p,b,g,y,E,v,P,D,z,x,$)=>{[d,h]=hl(g,d,
h);let k=p.pxRound,{left:j,width:R}=c.bbox,q=te=>k(v(te,y,x,D)),U=te=>k(P(te,E,$,z)),Z=y.ori==0?Ln:Cn,I={stroke:new Path2D,
fill:null,clip:null,band:null,gaps:null,flags:En},M=I.stroke,K=y.dir*(y.ori==0?1:-1),B=U(g[K==1?d:h]),W=q(b[K==1?d:h]),F=W,
ee=W;i&&n==-1&&(ee=j,Z(M,ee,B)),Z(M,W,B);for(let te=K==1?d:h;te>=d&&te<=h;te+=K){let ae=g[te];if(ae==null)continue;let Q=q(
b[te]),O=U(ae);n==1?Z(M,Q,B):Z(M,F,O),Z(M,Q,O),B=O,F=Q}let V=F;i&&n==1&&(V=j+R,Z(M,V,B));let[Ue,ye]=Eo(c,u);if(p.fill!=null||
Ue!=0){let te=I.fill=new Path2D(M),ae=p.fillTo(c,u,p.min,p.max,Ue),Q=U(ae);Z(te,V,Q),Z(te,ee,Q)}if(!p.spanGaps){let te=[];
te.push(...Ao(b,g,d,h,K,q,l));let ae=p.width*re/2,Q=r||n==1?ae:-ae,O=r||n==-1?-ae:ae;te.forEach(ke=>{ke[0]+=Q,ke[1]+=O}),
I.gaps=te=p.gaps(c,u,d,h,te),I.clip=wl(te,y.ori,D,z,x,$)}return ye!=0&&(I.band=ye==2?[Ct(c,u,d,h,M,-1),Ct(c,u,d,h,M,1)]:
Ct(c,u,d,h,M,ye)),I})}function Kr(e,n,r,l,i,c,u=ce){if(e.length>1){let d=null;for(let h=0,p=1/0;h<e.length;h++)if(n[h]!==
void 0){if(d!=null){let b=Ee(e[h]-e[d]);b<p&&(p=b,u=Ee(r(e[h],l,i,c)-r(e[d],l,i,c)))}d=h}}return u}function eu(e){e=e||jn;
let n=le(e.size,[.6,ce,1]),r=e.align||0,l=e.gap||0,i=e.radius;i=i==null?[0,0]:typeof i=="number"?[i,0]:i;let c=X(i),u=1-
n[0],d=le(n[1],ce),h=le(n[2],1),p=le(e.disp,jn),b=le(e.each,E=>{}),{fill:g,stroke:y}=p;return(E,v,P,D)=>tn(E,v,(z,x,$,k,j,R,q,U,Z,I,M)=>{
let K=z.pxRound,B=r,W=l*re,F=d*re,ee=h*re,V,Ue;k.ori==0?[V,Ue]=c(E,v):[Ue,V]=c(E,v);let ye=k.dir*(k.ori==0?1:-1),te=k.ori==
0?xl:Lo,ae=k.ori==0?b:(L,pe,Me,rn,Wt,St,Gt)=>{b(L,pe,Me,Wt,rn,Gt,St)},Q=le(E.bands,_o).find(L=>L.series[0]==v),O=Q!=null?
Q.dir:0,ke=z.fillTo(E,v,z.min,z.max,O),Ve=K(q(ke,j,M,Z)),we,ie,ft,Ke=I,Se=K(z.width*re),bt=!1,Tt=null,lt=null,Rt=null,nn=null;
g!=null&&(Se==0||y!=null)&&(bt=!0,Tt=g.values(E,v,P,D),lt=new Map,new Set(Tt).forEach(L=>{L!=null&&lt.set(L,new Path2D)}),
Se>0&&(Rt=y.values(E,v,P,D),nn=new Map,new Set(Rt).forEach(L=>{L!=null&&nn.set(L,new Path2D)})));let{x0:ln,size:Rn}=p;if(ln!=
null&&Rn!=null){B=1,x=ln.values(E,v,P,D),ln.unit==2&&(x=x.map(Me=>E.posToVal(U+Me*I,k.key,!0)));let L=Rn.values(E,v,P,D);
Rn.unit==2?ie=L[0]*I:ie=R(L[0],k,I,U)-R(0,k,I,U),Ke=Kr(x,$,R,k,I,U,Ke),ft=Ke-ie+W}else Ke=Kr(x,$,R,k,I,U,Ke),ft=Ke*u+W,ie=
Ke-ft;ft<1&&(ft=0),Se>=ie/2&&(Se=0),ft<5&&(K=li);let qn=ft>0,Ft=Ke-ft-(qn?Se:0);ie=K(co(Ft,ee,F)),we=(B==0?ie/2:B==ye?0:
ie)-B*ye*((B==0?W/2:0)+(qn?Se/2:0));let Fe={stroke:null,fill:null,clip:null,band:null,gaps:null,flags:0},on=bt?null:new Path2D,
Et=null;if(Q!=null)Et=E.data[Q.series[1]];else{let{y0:L,y1:pe}=p;L!=null&&pe!=null&&($=pe.values(E,v,P,D),Et=L.values(E,
v,P,D))}let Ht=V*ie,Y=Ue*ie;for(let L=ye==1?P:D;L>=P&&L<=D;L+=ye){let pe=$[L];if(pe==null)continue;if(Et!=null){let je=Et[L]??
0;if(pe-je==0)continue;Ve=q(je,j,M,Z)}let Me=k.distr!=2||p!=null?x[L]:L,rn=R(Me,k,I,U),Wt=q(le(pe,ke),j,M,Z),St=K(rn-we),
Gt=K(Ie(Wt,Ve)),qe=K(wt(Wt,Ve)),ot=Gt-qe;if(pe!=null){let je=pe<0?Y:Ht,pt=pe<0?Ht:Y;bt?(Se>0&&Rt[L]!=null&&te(nn.get(Rt[L]),
St,qe+tt(Se/2),ie,Ie(0,ot-Se),je,pt),Tt[L]!=null&&te(lt.get(Tt[L]),St,qe+tt(Se/2),ie,Ie(0,ot-Se),je,pt)):te(on,St,qe+tt(
Se/2),ie,Ie(0,ot-Se),je,pt),ae(E,v,L,St-Se/2,qe,ie+Se,ot)}}return Se>0?Fe.stroke=bt?nn:on:bt||(Fe._fill=z.width==0?z._fill:
z._stroke??z._fill,Fe.width=0),Fe.fill=bt?lt:on,Fe})}function tu(e,n){let r=le(n?.alignGaps,0);return(l,i,c,u)=>tn(l,i,(d,h,p,b,g,y,E,v,P,D,z)=>{
[c,u]=hl(p,c,u);let x=d.pxRound,$=V=>x(y(V,b,D,v)),k=V=>x(E(V,g,z,P)),j,R,q;b.ori==0?(j=bl,q=Ln,R=Li):(j=Sl,q=Cn,R=Ci);let U=b.
dir*(b.ori==0?1:-1),Z=$(h[U==1?c:u]),I=Z,M=[],K=[];for(let V=U==1?c:u;V>=c&&V<=u;V+=U)if(p[V]!=null){let ye=h[V],te=$(ye);
M.push(I=te),K.push(k(p[V]))}let B={stroke:e(M,K,j,q,R,x),fill:null,clip:null,band:null,gaps:null,flags:En},W=B.stroke,[
F,ee]=Eo(l,i);if(d.fill!=null||F!=0){let V=B.fill=new Path2D(W),Ue=d.fillTo(l,i,d.min,d.max,F),ye=k(Ue);q(V,I,ye),q(V,Z,
ye)}if(!d.spanGaps){let V=[];V.push(...Ao(h,p,c,u,U,$,r)),B.gaps=V=d.gaps(l,i,c,u,V),B.clip=wl(V,b.ori,v,P,D,z)}return ee!=
0&&(B.band=ee==2?[Ct(l,i,c,u,W,-1),Ct(l,i,c,u,W,1)]:Ct(l,i,c,u,W,ee)),B})}function nu(e){return tu(lu,e)}function lu(e,n,r,l,i,c){
let u=e.length;if(u<2)return null;let d=new Path2D;if(r(d,e[0],n[0]),u==2)l(d,e[1],n[1]);else{let h=Array(u),p=Array(u-1),
b=Array(u-1),g=Array(u-1);for(let y=0;y<u-1;y++)b[y]=n[y+1]-n[y],g[y]=e[y+1]-e[y],p[y]=b[y]/g[y];h[0]=p[0];for(let y=1;y<
u-1;y++)p[y]===0||p[y-1]===0||p[y-1]>0!=p[y]>0?h[y]=0:(h[y]=3*(g[y-1]+g[y])/((2*g[y]+g[y-1])/p[y-1]+(g[y]+2*g[y-1])/p[y]),
isFinite(h[y])||(h[y]=0));h[u-1]=p[u-2];for(let y=0;y<u-1;y++)i(d,e[y]+g[y]/3,n[y]+h[y]*g[y]/3,e[y+1]-g[y]/3,n[y+1]-h[y+
1]*g[y]/3,e[y+1],n[y+1])}return d}var mo=new Set;function qr(){for(let e of mo)e.syncRect(!0)}An&&(Xt(Ns,Pn,qr),Xt(zs,Pn,
qr,!0),Xt(fl,Pn,()=>{Ne.pxRatio=re}));var ou=$i(),ru=Ri();function Qr(e,n,r,l){return(l?[e[0],e[1]].concat(e.slice(2)):[
e[0]].concat(e.slice(1))).map((c,u)=>go(c,u,n,r))}function iu(e,n){return e.map((r,l)=>l==0?{}:Pe({},n,r))}function go(e,n,r,l){
return Pe({},n==0?r:l,e)}function Bi(e,n,r){return n==null?Mn:[n,r]}var su=Bi;function au(e,n,r){return n==null?Mn:pl(n,
r,xo,!0)}function Oi(e,n,r,l){return n==null?Mn:ml(n,r,e.scales[l].log,!1)}var uu=Oi;function Ni(e,n,r,l){return n==null?
Mn:So(n,r,e.scales[l].log,!1)}var cu=Ni;function fu(e,n,r,l,i){let c=Ie(Er(e),Er(n)),u=n-e,d=yt(i/l*u,r);do{let h=r[d],p=l*
h/u;if(p>=i&&c+(h<5?Vt.get(h):0)<=17)return[h,p]}while(++d<r.length);return[0,0]}function Jr(e){let n,r;return e=e.replace(
/(\\d+)px/,(l,i)=>(n=Te((r=+i)*re))+"px"),[e,n,r]}function pu(e){e.show&&[e.font,e.labelFont].forEach(n=>{let r=fe(n[2]*re,
1);n[0]=n[0].replace(/[0-9.]+px/,r+"px"),n[1]=r})}function Ne(e,n,r){let l={mode:le(e.mode,1)},i=l.mode;function c(t,o,s,a){
let f=o.valToPct(t);return a+s*(o.dir==-1?1-f:f)}function u(t,o,s,a){let f=o.valToPct(t);return a+s*(o.dir==-1?f:1-f)}function d(t,o,s,a){
return o.ori==0?c(t,o,s,a):u(t,o,s,a)}l.valToPosH=c,l.valToPosV=u;let h=!1;l.status=0;let p=l.root=ut(bs);if(e.id!=null&&
(p.id=e.id),et(p,e.class),e.title){let t=ut(vs,p);t.textContent=e.title}let b=gt("canvas"),g=l.ctx=b.getContext("2d"),y=ut(
_s,p);Xt("click",y,t=>{t.target===v&&(de!=yn||be!=wn)&&Oe.click(l,t)},!0);let E=l.under=ut(Ps,y);y.appendChild(b);let v=l.
over=ut(ks,y);e=Tn(e);let P=+le(e.pxAlign,1),D=Yr(P);(e.plugins||[]).forEach(t=>{t.opts&&(e=t.opts(l,e)||e)});let z=e.ms||
.001,x=l.series=i==1?Qr(e.series||[],Fr,Ur,!1):iu(e.series||[null],Ir),$=l.axes=Qr(e.axes||[],Vr,Wr,!0),k=l.scales={},j=l.
bands=e.bands||[];j.forEach(t=>{t.fill=X(t.fill||null),t.dir=le(t.dir,-1)});let R=i==2?x[1].facets[0].scale:x[0].scale,q={
axes:ls,series:Zi},U=(e.drawOrder||["axes","series"]).map(t=>q[t]);function Z(t){let o=t.distr==3?s=>Lt(s>0?s:t.clamp(l,
s,t.min,t.max,t.key)):t.distr==4?s=>no(s,t.asinh):t.distr==100?s=>t.fwd(s):s=>s;return s=>{let a=o(s),{_min:f,_max:m}=t,
w=m-f;return(a-f)/w}}function I(t){let o=k[t];if(o==null){let s=(e.scales||jn)[t]||jn;if(s.from!=null){I(s.from);let a=Pe(
{},k[s.from],s,{key:t});a.valToPct=Z(a),k[t]=a}else{o=k[t]=Pe({},t==R?ki:Ka,s),o.key=t;let a=o.time,f=o.range,m=zt(f);if((t!=
R||i==2&&!a)&&(m&&(f[0]==null||f[1]==null)&&(f={min:f[0]==null?kr:{mode:1,hard:f[0],soft:f[0]},max:f[1]==null?kr:{mode:1,
hard:f[1],soft:f[1]}},m=!1),!m&&yl(f))){let w=f;f=(S,_,T)=>_==null?Mn:pl(_,T,w)}o.range=X(f||(a?su:t==R?o.distr==3?uu:o.
distr==4?cu:Bi:o.distr==3?Oi:o.distr==4?Ni:au)),o.auto=X(m?!1:o.auto),o.clamp=X(o.clamp||Ya),o._min=o._max=null,o.valToPct=
Z(o)}}}I("x"),I("y"),i==1&&x.forEach(t=>{I(t.scale)}),$.forEach(t=>{I(t.scale)});for(let t in e.scales)I(t);let M=k[R],K=M.
distr,B,W;M.ori==0?(et(p,Ss),B=c,W=u):(et(p,xs),B=u,W=c);let F={};for(let t in k){let o=k[t];(o.min!=null||o.max!=null)&&
(F[t]={min:o.min,max:o.max},o.min=o.max=null)}let ee=e.tzDate||(t=>new Date(Te(t/z))),V=e.fmtDate||Po,Ue=z==1?Sa(ee):_a(
ee),ye=Or(ee,Br(z==1?ba:va,V)),te=zr(ee,Nr(ka,V)),ae=[],Q=l.legend=Pe({},Ea,e.legend),O=l.cursor=Pe({},$a,{drag:{y:i==2}},
e.cursor),ke=Q.show,Ve=O.show,we=Q.markers;Q.idxs=ae,we.width=X(we.width),we.dash=X(we.dash),we.stroke=X(we.stroke),we.fill=
X(we.fill);let ie,ft,Ke,Se=[],bt=[],Tt,lt=!1,Rt={};if(Q.live){let t=x[1]?x[1].values:null;lt=t!=null,Tt=lt?t(l,1,0):{_:0};
for(let o in Tt)Rt[o]=wo}if(ke)if(ie=gt("table",Cs,p),Ke=gt("tbody",null,ie),Q.mount(l,ie),lt){ft=gt("thead",null,ie,Ke);
let t=gt("tr",null,ft);gt("th",null,t);for(var nn in Tt)gt("th",pr,t).textContent=nn}else et(ie,Ds),Q.live&&et(ie,Rs);let ln={
show:!0},Rn={show:!1};function qn(t,o){if(o==0&&(lt||!Q.live||i==2))return Mn;let s=[],a=gt("tr",$s,Ke,Ke.childNodes[o]);
et(a,t.class),t.show||et(a,Zt);let f=gt("th",null,a);if(we.show){let S=ut(Bs,f);if(o>0){let _=we.width(l,o);_&&(S.style.
border=_+"px "+we.dash(l,o)+" "+we.stroke(l,o)),S.style.background=we.fill(l,o)}}let m=ut(pr,f);t.label instanceof HTMLElement?
m.appendChild(t.label):m.textContent=t.label,o>0&&(we.show||(m.style.color=t.width>0?we.stroke(l,o):we.fill(l,o)),Fe("cl\\
ick",f,S=>{if(O._lock)return;Ut(S);let _=x.indexOf(t);if((S.ctrlKey||S.metaKey)!=Q.isolate){let T=x.some((A,C)=>C>0&&C!=
_&&A.show);x.forEach((A,C)=>{C>0&&vt(C,T?C==_?ln:Rn:ln,!0,_e.setSeries)})}else vt(_,{show:!t.show},!0,_e.setSeries)},!1),
an&&Fe(gr,f,S=>{O._lock||(Ut(S),vt(x.indexOf(t),Sn,!0,_e.setSeries))},!1));for(var w in Tt){let S=gt("td",Os,a);S.textContent=
"--",s.push(S)}return[a,s]}let Ft=new Map;function Fe(t,o,s,a=!0){let f=Ft.get(o)||{},m=O.bind[t](l,o,s,a);m&&(Xt(t,o,f[t]=
m),Ft.set(o,f))}function on(t,o,s){let a=Ft.get(o)||{};for(let f in a)(t==null||f==t)&&(uo(f,o,a[f]),delete a[f]);t==null&&
Ft.delete(o)}let Et=0,Ht=0,Y=0,L=0,pe=0,Me=0,rn=pe,Wt=Me,St=Y,Gt=L,qe=0,ot=0,je=0,pt=0;l.bbox={};let Ml=!1,Qn=!1,sn=!1,It=!1,
Jn=!1,rt=!1;function Tl(t,o,s){(s||t!=l.width||o!=l.height)&&Ro(t,o),dn(!1),sn=!0,Qn=!0,hn()}function Ro(t,o){l.width=Et=
Y=t,l.height=Ht=L=o,pe=Me=0,Ui(),ji();let s=l.bbox;qe=s.left=Qt(pe*re,.5),ot=s.top=Qt(Me*re,.5),je=s.width=Qt(Y*re,.5),pt=
s.height=Qt(L*re,.5)}let Wi=3;function Gi(){let t=!1,o=0;for(;!t;){o++;let s=ts(o),a=ns(o);t=o==Wi||s&&a,t||(Ro(l.width,
l.height),Qn=!0)}}function Ii({width:t,height:o}){Tl(t,o)}l.setSize=Ii;function Ui(){let t=!1,o=!1,s=!1,a=!1;$.forEach((f,m)=>{
if(f.show&&f._show){let{side:w,_size:S}=f,_=w%2,T=f.label!=null?f.labelSize:0,A=S+T;A>0&&(_?(Y-=A,w==3?(pe+=A,a=!0):s=!0):
(L-=A,w==0?(Me+=A,t=!0):o=!0))}}),jt[0]=t,jt[1]=s,jt[2]=o,jt[3]=a,Y-=Dt[1]+Dt[3],pe+=Dt[3],L-=Dt[2]+Dt[0],Me+=Dt[0]}function ji(){
let t=pe+Y,o=Me+L,s=pe,a=Me;function f(m,w){switch(m){case 1:return t+=w,t-w;case 2:return o+=w,o-w;case 3:return s-=w,s+
w;case 0:return a-=w,a+w}}$.forEach((m,w)=>{if(m.show&&m._show){let S=m.side;m._pos=f(S,m._size),m.label!=null&&(m._lpos=
f(S,m.labelSize))}})}if(O.dataIdx==null){let t=O.hover,o=t.skip=new Set(t.skip??[]);o.add(void 0);let s=t.prox=X(t.prox),
a=t.bias??=0;O.dataIdx=(f,m,w,S)=>{if(m==0)return w;let _=w,T=s(f,m,w,S)??ce,A=T>=0&&T<ce,C=M.ori==0?Y:L,G=O.left,oe=n[0],
ne=n[m];if(o.has(ne[w])){_=null;let J=null,H=null,N;if(a==0||a==-1)for(N=w;J==null&&N-- >0;)o.has(ne[N])||(J=N);if(a==0||
a==1)for(N=w;H==null&&N++<ne.length;)o.has(ne[N])||(H=N);if(J!=null||H!=null)if(A){let me=J==null?-1/0:B(oe[J],M,C,0),xe=H==
null?1/0:B(oe[H],M,C,0),$e=G-me,ue=xe-G;$e<=ue?$e<=T&&(_=J):ue<=T&&(_=H)}else _=H==null?J:J==null?H:w-J<=H-w?J:H}else A&&
Ee(G-B(oe[w],M,C,0))>T&&(_=null);return _}}let Ut=t=>{O.event=t};O.idxs=ae,O._lock=!1;let ze=O.points;ze.show=X(ze.show),
ze.size=X(ze.size),ze.stroke=X(ze.stroke),ze.width=X(ze.width),ze.fill=X(ze.fill);let xt=l.focus=Pe({},e.focus||{alpha:.3},
O.focus),an=xt.prox>=0,un=an&&ze.one,it=[],cn=[],fn=[];function Do(t,o){let s=ze.show(l,o);if(s instanceof HTMLElement)return et(
s,Ls),et(s,t.class),Mt(s,-10,-10,Y,L),v.insertBefore(s,it[o]),s}function $o(t,o){if(i==1||o>0){let s=i==1&&k[t.scale].time,
a=t.value;t.value=s?Cr(a)?zr(ee,Nr(a,V)):a||te:a||Ia,t.label=t.label||(s?Oa:Ba)}if(un||o>0){t.width=t.width==null?1:t.width,
t.paths=t.paths||ou||Ks,t.fillTo=X(t.fillTo||qa),t.pxAlign=+le(t.pxAlign,P),t.pxRound=Yr(t.pxAlign),t.stroke=X(t.stroke||
null),t.fill=X(t.fill||null),t._stroke=t._fill=t._paths=t._focus=null;let s=Ua(Ie(1,t.width),1),a=t.points=Pe({},{size:s,
width:Ie(1,s*.2),stroke:t.stroke,space:s*2,paths:ru,_stroke:null,_fill:null},t.points);a.show=X(a.show),a.filter=X(a.filter),
a.fill=X(a.fill),a.stroke=X(a.stroke),a.paths=X(a.paths),a.pxAlign=t.pxAlign}if(ke){let s=qn(t,o);Se.splice(o,0,s[0]),bt.
splice(o,0,s[1]),Q.values.push(null)}if(Ve){ae.splice(o,0,null);let s=null;un?o==0&&(s=Do(t,o)):o>0&&(s=Do(t,o)),it.splice(
o,0,s),cn.splice(o,0,0),fn.splice(o,0,0)}De("addSeries",o)}function Yi(t,o){o=o??x.length,t=i==1?go(t,o,Fr,Ur):go(t,o,{},
Ir),x.splice(o,0,t),$o(x[o],o)}l.addSeries=Yi;function Ki(t){if(x.splice(t,1),ke){Q.values.splice(t,1),bt.splice(t,1);let o=Se.
splice(t,1)[0];on(null,o.firstChild),o.remove()}Ve&&(ae.splice(t,1),it.splice(t,1)[0].remove(),cn.splice(t,1),fn.splice(
t,1)),De("delSeries",t)}l.delSeries=Ki;let jt=[!1,!1,!1,!1];function qi(t,o){if(t._show=t.show,t.show){let s=t.side%2,a=k[t.
scale];a==null&&(t.scale=s?x[1].scale:R,a=k[t.scale]);let f=a.time;t.size=X(t.size),t.space=X(t.space),t.rotate=X(t.rotate),
zt(t.incrs)&&t.incrs.forEach(w=>{!Vt.has(w)&&Vt.set(w,ii(w))}),t.incrs=X(t.incrs||(a.distr==2?ga:f?z==1?wa:xa:Jt)),t.splits=
X(t.splits||(f&&a.distr==1?Ue:a.distr==3?fo:a.distr==4?Va:za)),t.stroke=X(t.stroke),t.grid.stroke=X(t.grid.stroke),t.ticks.
stroke=X(t.ticks.stroke),t.border.stroke=X(t.border.stroke);let m=t.values;t.values=zt(m)&&!zt(m[0])?X(m):f?zt(m)?Or(ee,
Br(m,V)):Cr(m)?Pa(ee,m):m||ye:m||Na,t.filter=X(t.filter||(a.distr>=3&&a.log==10?Wa:a.distr==3&&a.log==2?Ga:oi)),t.font=Jr(
t.font),t.labelFont=Jr(t.labelFont),t._size=t.size(l,null,o,0),t._space=t._rotate=t._incrs=t._found=t._splits=t._values=
null,t._size>0&&(jt[o]=!0,t._el=ut(Ms,y))}}function Dn(t,o,s,a){let[f,m,w,S]=s,_=o%2,T=0;return _==0&&(S||m)&&(T=o==0&&!f||
o==2&&!w?Te(Vr.size/3):0),_==1&&(f||w)&&(T=o==1&&!m||o==3&&!S?Te(Wr.size/2):0),T}let Bo=l.padding=(e.padding||[Dn,Dn,Dn,
Dn]).map(t=>X(le(t,Dn))),Dt=l._padding=Bo.map((t,o)=>t(l,o,jt,0)),Be,Ae=null,Le=null,Zn=i==1?x[0].idxs:null,dt=null,$n=!1;
function Oo(t,o){if(n=t??[],l.data=l._data=n,i==2){Be=0;for(let s=1;s<x.length;s++)Be+=n[s][0].length}else{n.length==0&&
(l.data=l._data=n=[[]]),dt=n[0],Be=dt.length;let s=n;if(K==2){s=n.slice();let a=s[0]=Array(Be);for(let f=0;f<Be;f++)a[f]=
f}l._data=n=s}if(dn(!0),De("setData"),K==2&&(sn=!0),o!==!1){let s=M;s.auto(l,$n)?El():Bt(R,s.min,s.max),It=It||O.left>=0,
rt=!0,hn()}}l.setData=Oo;function El(){$n=!0;let t,o;i==1&&(Be>0?(Ae=Zn[0]=0,Le=Zn[1]=Be-1,t=n[0][Ae],o=n[0][Le],K==2?(t=
Ae,o=Le):t==o&&(K==3?[t,o]=ml(t,t,M.log,!1):K==4?[t,o]=So(t,t,M.log,!1):M.time?o=t+Te(86400/z):[t,o]=pl(t,o,xo,!0))):(Ae=
Zn[0]=t=null,Le=Zn[1]=o=null)),Bt(R,t,o)}let Xn,pn,Al,Ll,Cl,Rl,Dl,$l,Bl,Ye;function No(t,o,s,a,f,m){t??=hr,s??=_o,a??="b\\
utt",f??=hr,m??="round",t!=Xn&&(g.strokeStyle=Xn=t),f!=pn&&(g.fillStyle=pn=f),o!=Al&&(g.lineWidth=Al=o),m!=Cl&&(g.lineJoin=
Cl=m),a!=Rl&&(g.lineCap=Rl=a),s!=Ll&&g.setLineDash(Ll=s)}function zo(t,o,s,a){o!=pn&&(g.fillStyle=pn=o),t!=Dl&&(g.font=Dl=
t),s!=$l&&(g.textAlign=$l=s),a!=Bl&&(g.textBaseline=Bl=a)}function Ol(t,o,s,a,f=0){if(a.length>0&&t.auto(l,$n)&&(o==null||
o.min==null)){let m=le(Ae,0),w=le(Le,a.length-1),S=s.min==null?Ws(a,m,w,f,t.distr==3):[s.min,s.max];t.min=wt(t.min,s.min=
S[0]),t.max=Ie(t.max,s.max=S[1])}}let Vo={min:null,max:null};function Qi(){for(let a in k){let f=k[a];F[a]==null&&(f.min==
null||F[R]!=null&&f.auto(l,$n))&&(F[a]=Vo)}for(let a in k){let f=k[a];F[a]==null&&f.from!=null&&F[f.from]!=null&&(F[a]=Vo)}
F[R]!=null&&dn(!0);let t={};for(let a in F){let f=F[a];if(f!=null){let m=t[a]=Tn(k[a],Js);if(f.min!=null)Pe(m,f);else if(a!=
R||i==2)if(Be==0&&m.from==null){let w=m.range(l,null,null,a);m.min=w[0],m.max=w[1]}else m.min=ce,m.max=-ce}}if(Be>0){x.forEach(
(a,f)=>{if(i==1){let m=a.scale,w=F[m];if(w==null)return;let S=t[m];if(f==0){let _=S.range(l,S.min,S.max,m);S.min=_[0],S.
max=_[1],Ae=yt(S.min,n[0]),Le=yt(S.max,n[0]),Le-Ae>1&&(n[0][Ae]<S.min&&Ae++,n[0][Le]>S.max&&Le--),a.min=dt[Ae],a.max=dt[Le]}else
a.show&&a.auto&&Ol(S,w,a,n[f],a.sorted);a.idxs[0]=Ae,a.idxs[1]=Le}else if(f>0&&a.show&&a.auto){let[m,w]=a.facets,S=m.scale,
_=w.scale,[T,A]=n[f],C=t[S],G=t[_];C!=null&&Ol(C,F[S],m,T,m.sorted),G!=null&&Ol(G,F[_],w,A,w.sorted),a.min=w.min,a.max=w.
max}});for(let a in t){let f=t[a],m=F[a];if(f.from==null&&(m==null||m.min==null)){let w=f.range(l,f.min==ce?null:f.min,f.
max==-ce?null:f.max,a);f.min=w[0],f.max=w[1]}}}for(let a in t){let f=t[a];if(f.from!=null){let m=t[f.from];if(m.min==null)
f.min=f.max=null;else{let w=f.range(l,m.min,m.max,a);f.min=w[0],f.max=w[1]}}}let o={},s=!1;for(let a in t){let f=t[a],m=k[a];
if(m.min!=f.min||m.max!=f.max){m.min=f.min,m.max=f.max;let w=m.distr;m._min=w==3?Lt(m.min):w==4?no(m.min,m.asinh):w==100?
m.fwd(m.min):m.min,m._max=w==3?Lt(m.max):w==4?no(m.max,m.asinh):w==100?m.fwd(m.max):m.max,o[a]=s=!0}}if(s){x.forEach((a,f)=>{
i==2?f>0&&o.y&&(a._paths=null):o[a.scale]&&(a._paths=null)});for(let a in o)sn=!0,De("setScale",a);Ve&&O.left>=0&&(It=rt=
!0)}for(let a in F)F[a]=null}function Ji(t){let o=co(Ae-1,0,Be-1),s=co(Le+1,0,Be-1);for(;t[o]==null&&o>0;)o--;for(;t[s]==
null&&s<Be-1;)s++;return[o,s]}function Zi(){if(Be>0){let t=x.some(o=>o._focus)&&Ye!=xt.alpha;t&&(g.globalAlpha=Ye=xt.alpha),
x.forEach((o,s)=>{if(s>0&&o.show&&(Fo(s,!1),Fo(s,!0),o._paths==null)){let a=Ye;Ye!=o.alpha&&(g.globalAlpha=Ye=o.alpha);let f=i==
2?[0,n[s][0].length-1]:Ji(n[s]);o._paths=o.paths(l,s,f[0],f[1]),Ye!=a&&(g.globalAlpha=Ye=a)}}),x.forEach((o,s)=>{if(s>0&&
o.show){let a=Ye;Ye!=o.alpha&&(g.globalAlpha=Ye=o.alpha),o._paths!=null&&Ho(s,!1);{let f=o._paths!=null?o._paths.gaps:null,
m=o.points.show(l,s,Ae,Le,f),w=o.points.filter(l,s,m,f);(m||w)&&(o.points._paths=o.points.paths(l,s,Ae,Le,w),Ho(s,!0))}Ye!=
a&&(g.globalAlpha=Ye=a),De("drawSeries",s)}}),t&&(g.globalAlpha=Ye=1)}}function Fo(t,o){let s=o?x[t].points:x[t];s._stroke=
s.stroke(l,t),s._fill=s.fill(l,t)}function Ho(t,o){let s=o?x[t].points:x[t],{stroke:a,fill:f,clip:m,flags:w,_stroke:S=s.
_stroke,_fill:_=s._fill,_width:T=s.width}=s._paths;T=fe(T*re,3);let A=null,C=T%2/2;o&&_==null&&(_=T>0?"#fff":S);let G=s.
pxAlign==1&&C>0;if(G&&g.translate(C,C),!o){let oe=qe-T/2,ne=ot-T/2,J=je+T,H=pt+T;A=new Path2D,A.rect(oe,ne,J,H)}o?Nl(S,T,
s.dash,s.cap,_,a,f,w,m):Xi(t,S,T,s.dash,s.cap,_,a,f,w,A,m),G&&g.translate(-C,-C)}function Xi(t,o,s,a,f,m,w,S,_,T,A){let C=!1;
_!=0&&j.forEach((G,oe)=>{if(G.series[0]==t){let ne=x[G.series[1]],J=n[G.series[1]],H=(ne._paths||jn).band;zt(H)&&(H=G.dir==
1?H[0]:H[1]);let N,me=null;ne.show&&H&&Is(J,Ae,Le)?(me=G.fill(l,oe)||m,N=ne._paths.clip):H=null,Nl(o,s,a,f,me,w,S,_,T,A,
N,H),C=!0}}),C||Nl(o,s,a,f,m,w,S,_,T,A)}let Wo=En|ho;function Nl(t,o,s,a,f,m,w,S,_,T,A,C){No(t,o,s,a,f),(_||T||C)&&(g.save(),
_&&g.clip(_),T&&g.clip(T)),C?(S&Wo)==Wo?(g.clip(C),A&&g.clip(A),tl(f,w),el(t,m,o)):S&ho?(tl(f,w),g.clip(C),el(t,m,o)):S&
En&&(g.save(),g.clip(C),A&&g.clip(A),tl(f,w),g.restore(),el(t,m,o)):(tl(f,w),el(t,m,o)),(_||T||C)&&g.restore()}function el(t,o,s){
s>0&&(o instanceof Map?o.forEach((a,f)=>{g.strokeStyle=Xn=f,g.stroke(a)}):o!=null&&t&&g.stroke(o))}function tl(t,o){o instanceof
Map?o.forEach((s,a)=>{g.fillStyle=pn=a,g.fill(s)}):o!=null&&t&&g.fill(o)}function es(t,o,s,a){let f=$[t],m;if(a<=0)m=[0,
0];else{let w=f._space=f.space(l,t,o,s,a),S=f._incrs=f.incrs(l,t,o,s,a,w);m=fu(o,s,S,a,w)}return f._found=m}function zl(t,o,s,a,f,m,w,S,_,T){
let A=w%2/2;P==1&&g.translate(A,A),No(S,w,_,T,S),g.beginPath();let C,G,oe,ne,J=f+(a==0||a==3?-m:m);s==0?(G=f,ne=J):(C=f,
oe=J);for(let H=0;H<t.length;H++)o[H]!=null&&(s==0?C=oe=t[H]:G=ne=t[H],g.moveTo(C,G),g.lineTo(oe,ne));g.stroke(),P==1&&g.
translate(-A,-A)}function ts(t){let o=!0;return $.forEach((s,a)=>{if(!s.show)return;let f=k[s.scale];if(f.min==null){s._show&&
(o=!1,s._show=!1,dn(!1));return}else s._show||(o=!1,s._show=!0,dn(!1));let m=s.side,w=m%2,{min:S,max:_}=f,[T,A]=es(a,S,_,
w==0?Y:L);if(A==0)return;let C=f.distr==2,G=s._splits=s.splits(l,a,S,_,T,A,C),oe=f.distr==2?G.map(N=>dt[N]):G,ne=f.distr==
2?dt[G[1]]-dt[G[0]]:T,J=s._values=s.values(l,s.filter(l,oe,a,A,ne),a,A,ne);s._rotate=m==2?s.rotate(l,J,a,A):0;let H=s._size;
s._size=ct(s.size(l,J,a,t)),H!=null&&s._size!=H&&(o=!1)}),o}function ns(t){let o=!0;return Bo.forEach((s,a)=>{let f=s(l,
a,jt,t);f!=Dt[a]&&(o=!1),Dt[a]=f}),o}function ls(){for(let t=0;t<$.length;t++){let o=$[t];if(!o.show||!o._show)continue;
let s=o.side,a=s%2,f,m,w=o.stroke(l,t),S=s==0||s==3?-1:1,[_,T]=o._found;if(o.label!=null){let We=o.labelGap*S,Ze=Te((o._lpos+
We)*re);zo(o.labelFont[0],w,"center",s==2?"top":dr),g.save(),a==1?(f=m=0,g.translate(Ze,Te(ot+pt/2)),g.rotate((s==3?-cl:
cl)/2)):(f=Te(qe+je/2),m=Ze);let qt=ni(o.label)?o.label(l,t,_,T):o.label;g.fillText(qt,f,m),g.restore()}if(T==0)continue;
let A=k[o.scale],C=a==0?je:pt,G=a==0?qe:ot,oe=o._splits,ne=A.distr==2?oe.map(We=>dt[We]):oe,J=A.distr==2?dt[oe[1]]-dt[oe[0]]:
_,H=o.ticks,N=o.border,me=H.show?H.size:0,xe=Te(me*re),$e=Te((o.alignTo==2?o._size-me-o.gap:o.gap)*re),ue=o._rotate*-cl/
180,ve=D(o._pos*re),Qe=(xe+$e)*S,He=ve+Qe;m=a==0?He:0,f=a==1?He:0;let st=o.font[0],ht=o.align==1?vn:o.align==2?Xl:ue>0?vn:
ue<0?Xl:a==0?"center":s==3?Xl:vn,Pt=ue||a==1?"middle":s==2?"top":dr;zo(st,w,ht,Pt);let Je=o.font[1]*o.lineGap,at=oe.map(
We=>D(d(We,A,C,G))),mt=o._values;for(let We=0;We<mt.length;We++){let Ze=mt[We];if(Ze!=null){a==0?f=at[We]:m=at[We],Ze=""+
Ze;let qt=Ze.indexOf(\`
\`)==-1?[Ze]:Ze.split(/\\n/gm);for(let Ge=0;Ge<qt.length;Ge++){let sr=qt[Ge];ue?(g.save(),g.translate(f,m+Ge*Je),g.rotate(
ue),g.fillText(sr,0,0),g.restore()):g.fillText(sr,f,m+Ge*Je)}}}H.show&&zl(at,H.filter(l,ne,t,T,J),a,s,ve,xe,fe(H.width*re,
3),H.stroke(l,t),H.dash,H.cap);let kt=o.grid;kt.show&&zl(at,kt.filter(l,ne,t,T,J),a,a==0?2:1,a==0?ot:qe,a==0?pt:je,fe(kt.
width*re,3),kt.stroke(l,t),kt.dash,kt.cap),N.show&&zl([ve],[1],a==0?1:0,a==0?1:2,a==1?ot:qe,a==1?pt:je,fe(N.width*re,3),
N.stroke(l,t),N.dash,N.cap)}De("drawAxes")}function dn(t){x.forEach((o,s)=>{s>0&&(o._paths=null,t&&(i==1?(o.min=null,o.max=
null):o.facets.forEach(a=>{a.min=null,a.max=null})))})}let nl=!1,Vl=!1,Bn=[];function os(){Vl=!1;for(let t=0;t<Bn.length;t++)
De(...Bn[t]);Bn.length=0}function hn(){nl||(oa(Go),nl=!0)}function rs(t,o=!1){nl=!0,Vl=o,t(l),Go(),o&&Bn.length>0&&queueMicrotask(
os)}l.batch=rs;function Go(){if(Ml&&(Qi(),Ml=!1),sn&&(Gi(),sn=!1),Qn){if(ge(E,vn,pe),ge(E,"top",Me),ge(E,Wn,Y),ge(E,Gn,L),
ge(v,vn,pe),ge(v,"top",Me),ge(v,Wn,Y),ge(v,Gn,L),ge(y,Wn,Et),ge(y,Gn,Ht),b.width=Te(Et*re),b.height=Te(Ht*re),$.forEach(
({_el:t,_show:o,_size:s,_pos:a,side:f})=>{if(t!=null)if(o){let m=f===3||f===0?s:0,w=f%2==1;ge(t,w?"left":"top",a-m),ge(t,
w?"width":"height",s),ge(t,w?"top":"left",w?Me:pe),ge(t,w?"height":"width",w?L:Y),ao(t,Zt)}else et(t,Zt)}),Xn=pn=Al=Cl=Rl=
Dl=$l=Bl=Ll=null,Ye=1,zn(!0),pe!=rn||Me!=Wt||Y!=St||L!=Gt){dn(!1);let t=Y/St,o=L/Gt;if(Ve&&!It&&O.left>=0){O.left*=t,O.top*=
o,mn&&Mt(mn,Te(O.left),0,Y,L),gn&&Mt(gn,0,Te(O.top),Y,L);for(let s=0;s<it.length;s++){let a=it[s];a!=null&&(cn[s]*=t,fn[s]*=
o,Mt(a,ct(cn[s]),ct(fn[s]),Y,L))}}if(he.show&&!Jn&&he.left>=0&&he.width>0){he.left*=t,he.width*=t,he.top*=o,he.height*=o;
for(let s in Ul)ge(bn,s,he[s])}rn=pe,Wt=Me,St=Y,Gt=L}De("setSize"),Qn=!1}Et>0&&Ht>0&&(g.clearRect(0,0,b.width,b.height),
De("drawClear"),U.forEach(t=>t()),De("draw")),he.show&&Jn&&(ll(he),Jn=!1),Ve&&It&&(Kt(null,!0,!1),It=!1),Q.show&&Q.live&&
rt&&(Gl(),rt=!1),h||(h=!0,l.status=1,De("ready")),$n=!1,nl=!1}l.redraw=(t,o)=>{sn=o||!1,t!==!1?Bt(R,M.min,M.max):hn()};function Fl(t,o){
let s=k[t];if(s.from==null){if(Be==0){let a=s.range(l,o.min,o.max,t);o.min=a[0],o.max=a[1]}if(o.min>o.max){let a=o.min;o.
min=o.max,o.max=a}if(Be>1&&o.min!=null&&o.max!=null&&o.max-o.min<1e-16)return;t==R&&s.distr==2&&Be>0&&(o.min=yt(o.min,n[0]),
o.max=yt(o.max,n[0]),o.min==o.max&&o.max++),F[t]=o,Ml=!0,hn()}}l.setScale=Fl;let Hl,Wl,mn,gn,Io,Uo,yn,wn,jo,Yo,de,be,$t=!1,
Oe=O.drag,Ce=Oe.x,Re=Oe.y;Ve&&(O.x&&(Hl=ut(Es,v)),O.y&&(Wl=ut(As,v)),M.ori==0?(mn=Hl,gn=Wl):(mn=Wl,gn=Hl),de=O.left,be=O.
top);let he=l.select=Pe({show:!0,over:!0,left:0,width:0,top:0,height:0},e.select),bn=he.show?ut(Ts,he.over?v:E):null;function ll(t,o){
if(he.show){for(let s in t)he[s]=t[s],s in Ul&&ge(bn,s,t[s]);o!==!1&&De("setSelect")}}l.setSelect=ll;function is(t){if(x[t].
show)ke&&ao(Se[t],Zt);else if(ke&&et(Se[t],Zt),Ve){let s=un?it[0]:it[t];s!=null&&Mt(s,-10,-10,Y,L)}}function Bt(t,o,s){Fl(
t,{min:o,max:s})}function vt(t,o,s,a){o.focus!=null&&fs(t),o.show!=null&&x.forEach((f,m)=>{m>0&&(t==m||t==null)&&(f.show=
o.show,is(m),i==2?(Bt(f.facets[0].scale,null,null),Bt(f.facets[1].scale,null,null)):Bt(f.scale,null,null),hn())}),s!==!1&&
De("setSeries",t,o),a&&Vn("setSeries",l,t,o)}l.setSeries=vt;function ss(t,o){Pe(j[t],o)}function as(t,o){t.fill=X(t.fill||
null),t.dir=le(t.dir,-1),o=o??j.length,j.splice(o,0,t)}function us(t){t==null?j.length=0:j.splice(t,1)}l.addBand=as,l.setBand=
ss,l.delBand=us;function cs(t,o){x[t].alpha=o,Ve&&it[t]!=null&&(it[t].style.opacity=o),ke&&Se[t]&&(Se[t].style.opacity=o)}
let At,Ot,Yt,Sn={focus:!0};function fs(t){if(t!=Yt){let o=t==null,s=xt.alpha!=1;x.forEach((a,f)=>{if(i==1||f>0){let m=o||
f==0||f==t;a._focus=o?null:m,s&&cs(f,m?1:xt.alpha)}}),Yt=t,s&&hn()}}ke&&an&&Fe(yr,ie,t=>{O._lock||(Ut(t),Yt!=null&&vt(null,
Sn,!0,_e.setSeries))});function _t(t,o,s){let a=k[o];s&&(t=t/re-(a.ori==1?Me:pe));let f=Y;a.ori==1&&(f=L,t=f-t),a.dir==-1&&
(t=f-t);let m=a._min,w=a._max,S=t/f,_=m+(w-m)*S,T=a.distr;return T==3?kn(10,_):T==4?js(_,a.asinh):T==100?a.bwd(_):_}function ps(t,o){
let s=_t(t,R,o);return yt(s,n[0],Ae,Le)}l.valToIdx=t=>yt(t,n[0]),l.posToIdx=ps,l.posToVal=_t,l.valToPos=(t,o,s)=>k[o].ori==
0?c(t,k[o],s?je:Y,s?qe:0):u(t,k[o],s?pt:L,s?ot:0),l.setCursor=(t,o,s)=>{de=t.left,be=t.top,Kt(null,o,s)};function Ko(t,o){
ge(bn,vn,he.left=t),ge(bn,Wn,he.width=o)}function qo(t,o){ge(bn,"top",he.top=t),ge(bn,Gn,he.height=o)}let On=M.ori==0?Ko:
qo,Nn=M.ori==1?Ko:qo;function ds(){if(ke&&Q.live)for(let t=i==2?1:0;t<x.length;t++){if(t==0&&lt)continue;let o=Q.values[t],
s=0;for(let a in o)bt[t][s++].firstChild.nodeValue=o[a]}}function Gl(t,o){if(t!=null&&(t.idxs?t.idxs.forEach((s,a)=>{ae[a]=
s}):Qs(t.idx)||ae.fill(t.idx),Q.idx=ae[0]),ke&&Q.live){for(let s=0;s<x.length;s++)(s>0||i==1&&!lt)&&hs(s,ae[s]);ds()}rt=
!1,o!==!1&&De("setLegend")}l.setLegend=Gl;function hs(t,o){let s=x[t],a=t==0&&K==2?dt:n[t],f;lt?f=s.values(l,t,o)??Rt:(f=
s.value(l,o==null?null:a[o],t,o),f=f==null?Rt:{_:f}),Q.values[t]=f}function Kt(t,o,s){jo=de,Yo=be,[de,be]=O.move(l,de,be),
O.left=de,O.top=be,Ve&&(mn&&Mt(mn,Te(de),0,Y,L),gn&&Mt(gn,0,Te(be),Y,L));let a,f=Ae>Le;At=ce,Ot=null;let m=M.ori==0?Y:L,
w=M.ori==1?Y:L;if(de<0||Be==0||f){a=O.idx=null;for(let S=0;S<x.length;S++){let _=it[S];_!=null&&Mt(_,-10,-10,Y,L)}an&&vt(
null,Sn,!0,t==null&&_e.setSeries),Q.live&&(ae.fill(a),rt=!0)}else{let S,_,T;i==1&&(S=M.ori==0?de:be,_=_t(S,R),a=O.idx=yt(
_,n[0],Ae,Le),T=B(n[0][a],M,m,0));let A=-10,C=-10,G=0,oe=0,ne=!0,J="",H="";for(let N=i==2?1:0;N<x.length;N++){let me=x[N],
xe=ae[N],$e=xe==null?null:i==1?n[N][xe]:n[N][1][xe],ue=O.dataIdx(l,N,a,_),ve=ue==null?null:i==1?n[N][ue]:n[N][1][ue];if(rt=
rt||ve!=$e||ue!=xe,ae[N]=ue,N>0&&me.show){let Qe=ue==null?-10:ue==a?T:B(i==1?n[0][ue]:n[N][0][ue],M,m,0),He=ve==null?-10:
W(ve,i==1?k[me.scale]:k[me.facets[1].scale],w,0);if(an&&ve!=null){let st=M.ori==1?de:be,ht=Ee(xt.dist(l,N,ue,He,st));if(ht<
At){let Pt=xt.bias;if(Pt!=0){let Je=_t(st,me.scale),at=ve>=0?1:-1,mt=Je>=0?1:-1;mt==at&&(mt==1?Pt==1?ve>=Je:ve<=Je:Pt==1?
ve<=Je:ve>=Je)&&(At=ht,Ot=N)}else At=ht,Ot=N}}if(rt||un){let st,ht;M.ori==0?(st=Qe,ht=He):(st=He,ht=Qe);let Pt,Je,at,mt,
kt,We,Ze=!0,qt=ze.bbox;if(qt!=null){Ze=!1;let Ge=qt(l,N);at=Ge.left,mt=Ge.top,Pt=Ge.width,Je=Ge.height}else at=st,mt=ht,
Pt=Je=ze.size(l,N);if(We=ze.fill(l,N),kt=ze.stroke(l,N),un)N==Ot&&At<=xt.prox&&(A=at,C=mt,G=Pt,oe=Je,ne=Ze,J=We,H=kt);else{
let Ge=it[N];Ge!=null&&(cn[N]=at,fn[N]=mt,Pr(Ge,Pt,Je,Ze),vr(Ge,We,kt),Mt(Ge,ct(at),ct(mt),Y,L))}}}}if(un){let N=xt.prox,
me=Yt==null?At<=N:At>N||Ot!=Yt;if(rt||me){let xe=it[0];xe!=null&&(cn[0]=A,fn[0]=C,Pr(xe,G,oe,ne),vr(xe,J,H),Mt(xe,ct(A),
ct(C),Y,L))}}}if(he.show&&$t)if(t!=null){let[S,_]=_e.scales,[T,A]=_e.match,[C,G]=t.cursor.sync.scales,oe=t.cursor.drag;if(Ce=
oe._x,Re=oe._y,Ce||Re){let{left:ne,top:J,width:H,height:N}=t.select,me=t.scales[C].ori,xe=t.posToVal,$e,ue,ve,Qe,He,st=S!=
null&&T(S,C),ht=_!=null&&A(_,G);st&&Ce?(me==0?($e=ne,ue=H):($e=J,ue=N),ve=k[S],Qe=B(xe($e,C),ve,m,0),He=B(xe($e+ue,C),ve,
m,0),On(wt(Qe,He),Ee(He-Qe))):On(0,m),ht&&Re?(me==1?($e=ne,ue=H):($e=J,ue=N),ve=k[_],Qe=W(xe($e,G),ve,w,0),He=W(xe($e+ue,
G),ve,w,0),Nn(wt(Qe,He),Ee(He-Qe))):Nn(0,w)}else jl()}else{let S=Ee(jo-Io),_=Ee(Yo-Uo);if(M.ori==1){let G=S;S=_,_=G}Ce=Oe.
x&&S>=Oe.dist,Re=Oe.y&&_>=Oe.dist;let T=Oe.uni;T!=null?Ce&&Re&&(Ce=S>=T,Re=_>=T,!Ce&&!Re&&(_>S?Re=!0:Ce=!0)):Oe.x&&Oe.y&&
(Ce||Re)&&(Ce=Re=!0);let A,C;Ce&&(M.ori==0?(A=yn,C=de):(A=wn,C=be),On(wt(A,C),Ee(C-A)),Re||Nn(0,w)),Re&&(M.ori==1?(A=yn,
C=de):(A=wn,C=be),Nn(wt(A,C),Ee(C-A)),Ce||On(0,m)),!Ce&&!Re&&(On(0,0),Nn(0,0))}if(Oe._x=Ce,Oe._y=Re,t==null){if(s){if(ir!=
null){let[S,_]=_e.scales;_e.values[0]=S!=null?_t(M.ori==0?de:be,S):null,_e.values[1]=_!=null?_t(M.ori==1?de:be,_):null}Vn(
eo,l,de,be,Y,L,a)}if(an){let S=s&&_e.setSeries,_=xt.prox;Yt==null?At<=_&&vt(Ot,Sn,!0,S):At>_?vt(null,Sn,!0,S):Ot!=Yt&&vt(
Ot,Sn,!0,S)}}rt&&(Q.idx=a,Gl()),o!==!1&&De("setCursor")}let Nt=null;Object.defineProperty(l,"rect",{get(){return Nt==null&&
zn(!1),Nt}});function zn(t=!1){t?Nt=null:(Nt=v.getBoundingClientRect(),De("syncRect",Nt))}function Qo(t,o,s,a,f,m,w){O._lock||
$t&&t!=null&&t.movementX==0&&t.movementY==0||(Il(t,o,s,a,f,m,w,!1,t!=null),t!=null?Kt(null,!0,!0):Kt(o,!0,!1))}function Il(t,o,s,a,f,m,w,S,_){
if(Nt==null&&zn(!1),Ut(t),t!=null)s=t.clientX-Nt.left,a=t.clientY-Nt.top;else{if(s<0||a<0){de=-10,be=-10;return}let[T,A]=_e.
scales,C=o.cursor.sync,[G,oe]=C.values,[ne,J]=C.scales,[H,N]=_e.match,me=o.axes[0].side%2==1,xe=M.ori==0?Y:L,$e=M.ori==1?
Y:L,ue=me?m:f,ve=me?f:m,Qe=me?a:s,He=me?s:a;if(ne!=null?s=H(T,ne)?d(G,k[T],xe,0):-10:s=xe*(Qe/ue),J!=null?a=N(A,J)?d(oe,
k[A],$e,0):-10:a=$e*(He/ve),M.ori==1){let st=s;s=a,a=st}}_&&(o==null||o.cursor.event.type==eo)&&((s<=1||s>=Y-1)&&(s=Qt(s,
Y)),(a<=1||a>=L-1)&&(a=Qt(a,L))),S?(Io=s,Uo=a,[yn,wn]=O.move(l,s,a)):(de=s,be=a)}let Ul={width:0,height:0,left:0,top:0};
function jl(){ll(Ul,!1)}let Jo,Zo,Xo,er;function tr(t,o,s,a,f,m,w){$t=!0,Ce=Re=Oe._x=Oe._y=!1,Il(t,o,s,a,f,m,w,!0,!1),t!=
null&&(Fe(to,io,nr,!1),Vn(mr,l,yn,wn,Y,L,null));let{left:S,top:_,width:T,height:A}=he;Jo=S,Zo=_,Xo=T,er=A}function nr(t,o,s,a,f,m,w){
$t=Oe._x=Oe._y=!1,Il(t,o,s,a,f,m,w,!1,!0);let{left:S,top:_,width:T,height:A}=he,C=T>0||A>0,G=Jo!=S||Zo!=_||Xo!=T||er!=A;
if(C&&G&&ll(he),Oe.setScale&&C&&G){let oe=S,ne=T,J=_,H=A;if(M.ori==1&&(oe=_,ne=A,J=S,H=T),Ce&&Bt(R,_t(oe,R),_t(oe+ne,R)),
Re)for(let N in k){let me=k[N];N!=R&&me.from==null&&me.min!=ce&&Bt(N,_t(J+H,N),_t(J,N))}jl()}else O.lock&&(O._lock=!O._lock,
Kt(o,!0,t!=null));t!=null&&(on(to,io),Vn(to,l,de,be,Y,L,null))}function ms(t,o,s,a,f,m,w){if(O._lock)return;Ut(t);let S=$t;
if($t){let _=!0,T=!0,A=10,C,G;M.ori==0?(C=Ce,G=Re):(C=Re,G=Ce),C&&G&&(_=de<=A||de>=Y-A,T=be<=A||be>=L-A),C&&_&&(de=de<yn?
0:Y),G&&T&&(be=be<wn?0:L),Kt(null,!0,!0),$t=!1}de=-10,be=-10,ae.fill(null),Kt(null,!0,!0),S&&($t=S)}function lr(t,o,s,a,f,m,w){
O._lock||(Ut(t),El(),jl(),t!=null&&Vn(wr,l,de,be,Y,L,null))}function or(){$.forEach(pu),Tl(l.width,l.height,!0)}Xt(fl,Pn,
or);let xn={};xn.mousedown=tr,xn.mousemove=Qo,xn.mouseup=nr,xn.dblclick=lr,xn.setSeries=(t,o,s,a)=>{let f=_e.match[2];s=
f(l,o,s),s!=-1&&vt(s,a,!0,!1)},Ve&&(Fe(mr,v,tr),Fe(eo,v,Qo),Fe(gr,v,t=>{Ut(t),zn(!1)}),Fe(yr,v,ms),Fe(wr,v,lr),mo.add(l),
l.syncRect=zn);let ol=l.hooks=e.hooks||{};function De(t,o,s){Vl?Bn.push([t,o,s]):t in ol&&ol[t].forEach(a=>{a.call(null,
l,o,s)})}(e.plugins||[]).forEach(t=>{for(let o in t.hooks)ol[o]=(ol[o]||[]).concat(t.hooks[o])});let rr=(t,o,s)=>s,_e=Pe(
{key:null,setSeries:!1,filters:{pub:Ar,sub:Ar},scales:[R,x[1]?x[1].scale:null],match:[Lr,Lr,rr],values:[null,null]},O.sync);
_e.match.length==2&&_e.match.push(rr),O.sync=_e;let ir=_e.key,Yl=Mi(ir);function Vn(t,o,s,a,f,m,w){_e.filters.pub(t,o,s,
a,f,m,w)&&Yl.pub(t,o,s,a,f,m,w)}Yl.sub(l);function gs(t,o,s,a,f,m,w){_e.filters.sub(t,o,s,a,f,m,w)&&xn[t](null,o,s,a,f,m,
w)}l.pub=gs;function ys(){Yl.unsub(l),mo.delete(l),Ft.clear(),uo(fl,Pn,or),p.remove(),ie?.remove(),De("destroy")}l.destroy=
ys;function Kl(){De("init",e,n),Oo(n||e.data,!1),F[R]?Fl(R,F[R]):El(),Jn=he.show&&(he.width>0||he.height>0),It=rt=!0,Tl(
e.width,e.height)}return x.forEach($o),$.forEach(qi),r?r instanceof HTMLElement?(r.appendChild(p),Kl()):r(l,Kl):Kl(),l}Ne.
assign=Pe;Ne.fmtNum=vo;Ne.rangeNum=pl;Ne.rangeLog=ml;Ne.rangeAsinh=So;Ne.orient=tn;Ne.pxRatio=re;Ne.join=la;Ne.fmtDate=Po,
Ne.tzDate=ha;Ne.sync=Mi;{Ne.addGap=Qa,Ne.clipGaps=wl;let e=Ne.paths={points:Ri};e.linear=$i,e.stepped=Xa,e.bars=eu,e.spline=
nu}var zi=8;function Kn(e){let n=Math.floor(e/zi);return e===0?{colour:0,dash:[4,4]}:{colour:e%zi,dash:n===0?[]:[8,4]}}function vl(e,n=Kn(e).dash){let r=\`var(--series-\${Kn(e).colour})\`,l=Zl("path",{d:"M0 4h18",stroke:r,"stroke-dasharray":n.
join(" ")});return Zl("svg",{class:"swatch",viewBox:"0 0 18 8","aria-hidden":"true"},l)}var _l=14;function Vi(e,n,r,l){let i=Xe("div",{class:"tip",role:"status",hidden:""});return e.append(i),{hooks:{setCursor:[
u=>{let{idx:d,left:h=-1,top:p=-1}=u.cursor,b=d==null?void 0:r[d];if(i.hidden=b===void 0||h<0,i.hidden)return;let g=n.filter(
(x,$)=>u.series[$+1].show!==!1).flatMap(x=>x.points.filter($=>$.concurrency===b).map($=>({line:x,point:$}))).sort((x,$)=>$.
point.value-x.point.value);i.replaceChildren(Xe("b",{},\`\${b} at once\`),...g.map(({line:x,point:{value:$,row:k}})=>{let j=Fn(
k.errors)>0?[Xe("em",{},cr(k))]:[];return Xe("p",{},vl(x.series,x.dash),x.label,Xe("span",{},l($)),...j)}));let y=u.over.
getBoundingClientRect(),E=e.getBoundingClientRect(),v=y.left-E.left+h,P=v+_l+i.offsetWidth,z=E.left+P>document.documentElement.
clientWidth?v-_l-i.offsetWidth:v+_l;i.style.left=\`\${Math.max(z,4-E.left)}px\`,i.style.top=\`\${y.top-E.top+p+_l}px\`}]}}}var Fi=260,du=5;function kl(e,{title:n,unit:r,lines:l,text:i}){let c=Xe("div",{class:"plot"}),u=Xe("figcaption",{},\`\${n}\\
 \`,Xe("small",{},r)),d=Xe("figure",{"aria-label":n},u,c);e.append(d);let h=[...new Set(l.flatMap(({points:v})=>v.map(({concurrency:P})=>P)))].
sort((v,P)=>v-P),p=(v,P)=>v.points.find(({concurrency:D})=>D===P),b=l.map(v=>h.map(P=>p(v,P)?.value)),g={stroke:()=>Pl("\\
--dim"),font:"12px system-ui, sans-serif",labelFont:"12px system-ui, sans-serif"},y={stroke:()=>Pl("--line"),width:1},E=new Ne(
{width:c.clientWidth,height:Fi,legend:{show:!1},focus:{alpha:.25},cursor:{y:!1,drag:{x:!1,y:!1},focus:{prox:24}},scales:{
x:{time:!1,distr:3,log:2,range:[h[0]/1.3,h.at(-1)*1.3]},y:{distr:3,range:(v,P,D)=>[P/1.5,D*1.5]}},axes:[{...g,grid:{show:!1},
ticks:{...y,size:5},splits:()=>h,values:(v,P)=>P.map(String),label:"at once",labelSize:18,size:28,filter:(v,P)=>P},{...g,
grid:y,ticks:{show:!1},size:58,splits:(v,P,D,z)=>mu(D,z),values:(v,P)=>P.map(i),filter:(v,P)=>P}],series:[{},...l.map(v=>{
let{colour:P,dash:D}=Kn(v.series),z=()=>Pl(\`--series-\${P}\`);return{label:v.label,stroke:z,width:2,dash:[...v.dash??D],spanGaps:!0,
points:{show:v.dash===void 0,size:6,stroke:z,fill:z}}})],plugins:[Vi(d,l,h,i)],hooks:{draw:[v=>hu(v,l,h)]}},[h,...b],c);
return new ResizeObserver(()=>E.setSize({width:c.clientWidth,height:Fi})).observe(c),{show:(v,P)=>{for(let[D,z]of l.entries())
z.name===v&&E.setSeries(D+1,{show:P})},redraw:()=>E.redraw(!1,!0)}}function hu(e,n,r){let{ctx:l}=e,i=du*devicePixelRatio;
l.save(),l.lineWidth=2.5*devicePixelRatio,l.strokeStyle=Pl("--failed"),l.beginPath();for(let[c,{points:u}]of n.entries())
if(e.series[c+1].show!==!1)for(let{concurrency:d,value:h,row:p}of u){if(Fn(p.errors)===0||!r.includes(d))continue;let b=e.
valToPos(d,"x",!0),g=e.valToPos(h,"y",!0);l.moveTo(b-i,g-i),l.lineTo(b+i,g+i),l.moveTo(b+i,g-i),l.lineTo(b-i,g+i)}l.stroke(),
l.restore()}function mu(e,n){let r=n/e>1e3?[1]:[1,2,5],l=[];for(let i=10**Math.floor(Math.log10(e));i<=n;i*=10)for(let c of r)
i*c>=e&&i*c<=n&&l.push(i*c);return l}function Pl(e){return getComputedStyle(document.documentElement).getPropertyValue(e).
trim()}function Hi(e,{rows:n,series:r}){let l=n.filter(p=>Ql(p)===e.dataset.behaviour),i=r.filter(p=>l.some(b=>il(b)===p)),c=(p,b,g="")=>i.
flatMap(y=>{let v=l.filter(P=>il(P)===y).flatMap(P=>{let D=p(P);return D===void 0?[]:[{concurrency:P.concurrency,value:D,
row:P}]});return v.length===0?[]:[{name:y,label:y+g,series:r.indexOf(y),points:v,dash:b}]}),u=e.querySelector(".charts"),
d=[kl(u,{title:"Ports a second",unit:"higher is better",lines:c(p=>p.portsPerSecond),text:p=>\`\${Math.round(p).toLocaleString(
"en-US")}/s\`}),kl(u,{title:"CPU a probe",unit:"lower is better",lines:c(p=>p.cpuUsPerProbe),text:p=>\`\${Math.round(p).toLocaleString(
"en-US")} µs\`}),kl(u,{title:"Time of a port",unit:"p50, and p99 dotted",lines:[...c(p=>p.timePerPortMs?.p50,void 0,", p\\
50"),...c(p=>p.timePerPortMs?.p99,[2,4],", p99")],text:ql})],h=e.querySelector(".keys");for(let p of i){let b=Xe("button",
{type:"button",class:"key","aria-pressed":"true"},vl(r.indexOf(p)),p);b.addEventListener("click",()=>{let g=b.getAttribute(
"aria-pressed")!=="true";b.setAttribute("aria-pressed",String(g));for(let y of d)y.show(p,g)}),h.append(b)}return{redraw:()=>d.
forEach(p=>{p.redraw()})}}/*! With uPlot, Copyright (c) 2025 Leon Sorokin, MIT Licensed: https://github.com/leeoniya/uPlot/blob/master/LICENSE */var gu=JSON.
parse(document.getElementById("data").textContent),yu=[...document.querySelectorAll("section[data-behaviour]")].map(e=>Hi(
e,gu));ar(document);function Co(){for(let{redraw:e}of yu)e()}matchMedia("(prefers-color-scheme: dark)").addEventListener(
"change",Co);addEventListener("beforeprint",()=>{document.documentElement.classList.add("paper"),Co()});addEventListener(
"afterprint",()=>{document.documentElement.classList.remove("paper"),Co()});})();
`;
export const pageScriptHash = 'toBsxmyvnSFEQC/L2ReZy024UNcgIiVJxCSDJdu9r5E=';
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
border-color:var(--dim)}}.uplot,.uplot *,.uplot *:before,.uplot *:after{box-sizing:border-box}.uplot{font-family:system-ui,-apple-system,Segoe UI,Roboto,Helvetica
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
export const pageStyleHash = '8hVCwGmPVhIWVcHmrauCdAglJ2OnNPU69WGJyjhfUts=';
