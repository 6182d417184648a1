def page(x,y,w,h,n,inv):
    # a page of grey text lines with its number in the middle; inv turns it about its centre
    cx,cy=x+w/2,y+h/2
    t=f' transform="rotate(180 {cx:g} {cy:g})"' if inv else ''
    s=f'<g{t}>'
    m=11; lw=w-2*m
    # running head rule, lines of text above and below the number
    s+=f'<path d="M{x+m:g} {y+14:g}H{x+w-m:g}" stroke="#000" stroke-width="1.2"/>'
    ys=[22,28,34,40]+[h-38,h-32,h-26,h-20,h-14]
    for i,d in enumerate(ys):
        e = lw*0.6 if i==len(ys)-1 else lw
        s+=f'<path d="M{x+m:g} {y+d:g}h{e:g}" stroke="#b4b4b4" stroke-width="2"/>'
    s+=f'<text x="{cx:g}" y="{cy+10:g}" font-size="30" text-anchor="middle">{n}</text></g>'
    return s
W,H=420,262
pw,ph=84,102
def sheet(x0,y0,top,bot,label):
    s=f'<rect x="{x0}" y="{y0}" width="{2*pw}" height="{2*ph}" fill="#fff" stroke="#000" stroke-width="1.6"/>'
    for i,n in enumerate(top): s+=page(x0+i*pw,y0,pw,ph,n,True)
    for i,n in enumerate(bot): s+=page(x0+i*pw,y0+ph,pw,ph,n,False)
    # fold 1 long dashes across, fold 2 short dashes down
    s+=f'<path d="M{x0-9} {y0+ph}H{x0+2*pw+9}" stroke="#000" stroke-width="1.3" stroke-dasharray="9 4"/>'
    s+=f'<path d="M{x0+pw} {y0-7}V{y0+2*ph+7}" stroke="#000" stroke-width="1.3" stroke-dasharray="2.5 3"/>'
    s+=f'<text x="{x0+pw}" y="{y0+2*ph+31}" font-size="21" font-style="italic" text-anchor="middle">{label}</text>'
    return s
gap=26
x1=(W-4*pw-gap-22)/2
body=sheet(22,12,[5,4],[8,1],'outer forme')+sheet(W-22-2*pw,12,[3,6],[2,7],'inner forme')
open('one-sheet.svg','w').write(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {W} {H}" width="{W}" height="{H}" font-family="Alegreya, serif" fill="none">\n<g fill="#000" stroke="none">'.replace('<g fill="#000" stroke="none">','<style>text{fill:#000}</style>\n')+body.replace('<g','\n<g').replace('<rect','\n<rect')+'\n</svg>\n')
