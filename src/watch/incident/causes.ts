import { fold } from '../../domain/fold.ts'
import { compileConcepts, type FindConcepts, type Lexicon } from '../../understanding/concepts.ts'

/**
 * What goes wrong, in the words of four languages, so that people who complain of one thing meet over languages. Written from what care desks
 * hear in general, not from any stream that the bench judges by. The form is that of understanding's lexicons.
 */
const CAUSES: Lexicon = {
  'not-working':
    'no funciona*|no anda|no va|no me va|no carga|no abre|no responde|dejó de funcionar|no funziona*|non funziona*|non va|non si apre|non carica|non risponde|não funciona*|não abre|não carrega|não responde|parou de funcionar|not working|not loading|won t load|won t open|doesn t work|does not work|stopped working|caíd*|se cayó|se ha caído|se cae|caída|caiu|fora do ar|in crash|crash*|is down|down for|still down|internet down|app down|down again|outage*|guasto|disservizi*|avería*|broken|fuera de servicio',
  'no-service':
    'sin internet|sin servicio|sin conexión|sin señal|sin cobertura|sin red|sin línea|no hay internet/servicio/señal/cobertura/red|no tengo internet/servicio/señal/línea/cobertura|senza internet/rete/linea/segnale/connessione/campo|niente rete/internet/linea/segnale/campo|nessun segnale/servizio|zero campo|rete morta|sem internet/rede/sinal/serviço/conexão|no signal/internet/service/connection/coverage|no mobile signal|corte/caída en toda/todo|volvió internet|vuelve el servicio|telefono muto',
  'no-power':
    'sin luz|sin electricidad|apagón|corte de luz|senza luce/corrente/elettricità|blackout|sem luz|sem eletricidade|sem energia|falha de energia|apagão|às escuras|power cut|power outage|no power|no electricity|luz voltar|vuelve la luz|torna la luce/corrente',
  'no-water': 'sin agua|corte de agua|ni una gota|senza acqua|sem água|falta de água|no water|water outage|vuelve el agua',
  late: 'retras*|demora*|con demora|llega/llegan/llegó/sale/salió tarde|tardan*|ritard*|atrasad*|com/de/sem atraso|atraso|delay*|running late|is late|late again|no ha salido|no sale|ainda parado|horas tirados|still waiting|still at|hours late|siguen sin|dos/tres/cuatro horas|due/tre/quattro ore|duas/três/quatro horas|two/three/four hours',
  cancelled: 'cancelado|cancelada|cancelaron|cancelaram|me cancel*|anulad*|cancellat*|annullat*|soppress*|cancelled|canceled|scrapped|suprimid*',
  stuck:
    'fermo|ferma|fermi|bloccat*|bloquead*|parado|parada|parados|stuck|atascad*|retenid*|giacenza|no se mueve|non si muove|no cambia|hasn t moved|frozen|black hole|varad*|tirados',
  'not-arrived':
    'no llegó|no ha llegado|no me llegó|no le aparece|nunca llegó|no aparece|mai arrivat*|non è arrivat*|non arriva*|não chegou|não chega|never arrive*|hasn t arrived|not arrived|didn t arrive|perdid*|smarrit*|missing|en el limbo|dove sono finiti',
  'charged-twice':
    'dos veces|doble/dobles cargo*|doble cobro|cobro duplicado|cargo duplicado|cargos iguales|duplicad*|due volte|doppio addebito|doppi|duas vezes|cobrança duplicada|em dobro|twice|duplicate|double charge*|charged double|doble',
  'no-entry':
    'no puedo entrar/acceder/ingresar|no me deja entrar|impossibile accedere|non riesco ad accedere/entrare|non mi fa entrare|não consigo entrar/acessar/aceder|can t log|cannot log|log in|login|no entra|acceder',
  foreign:
    'plástico|plastica|plastic|vidrio|cristales|vetro|glass|moho|muffa|mofo|bolor|mould|insecto|insetto|inseto|crudo|cruda|raw|olor*|odore|puzza|cheira|smell*|rancio|ranço',
  ill: 'fiebre|febbre|febre|fever|vómit*|vomit*|diarrea|diarreia|intoxic*|intossic*|sick|malo|malata|malato|doente',
  swollen:
    'hinchad*|inflad*|gonfi*|inchou|inchad*|estufad*|swollen|bulging|explot*|esplos*|explod*|se quema*|overheat*|surriscald*|sobrecalient*|humo|fumo|smoke',
  restarts: 'reinici*|riavvi*|si spegne|reboot*|restart*|reinicializ*|se apaga|desliga sozinh*',
  dead: 'pantalla negra|en negro|schermo nero|ecrã preto|tela preta|black screen|no enciende|non si accende|não liga|won t turn on|died|morto|muerto',
  overbooked: 'overbook*|sobreventa|sobrevendid*|no room|is full|está lleno|sin habitación|tutto pieno|lotado',
  dearer:
    'sub* la tarifa|suben/subís/subido/subida .. tarifa/precio*|subida|aument* .. tariffa/prezzo/preço|aumento|rincar*|price rise/increase|put .. price up',
  'money-gone': 'dinero ya no está|dinero .. cuenta|soldi .. conto|dinheiro .. conta|saiu da minha|money gone|soldi',
}

/** What is meant: the thing that fails, over languages. */
const SUBJECTS: Lexicon = {
  app: 'app|apps|aplicación|applicazione|aplicativo|aplicação',
  website: 'web|sito|site|website|página',
  internet: 'internet|fibra|wifi|wi fi|fibre|broadband|módem|modem|router|adsl',
  mobile: 'móvil|celular|cellulare|telemóvel|telefono|mobile|datos|dati|dados|señal|segnale|sinal|signal|rete|rede|chiamate',
  power: 'luz|electricidad|corriente|luce|corrente|elettricità|eletricidade|energia|electricity|power',
  water: 'agua|acqua|água|water',
  card: 'tarjeta*|carta|cartão|card|cards',
  payment: 'pago*|compra*|pagament*|spesa|payment*|cobro*|cargo*|addebit*|débito|debitad*|charge*|charged|bought',
  transfer: 'transferencia*|bonific*|transferência*|transfer|transfers|pix',
  parcel: 'paquete*|pacco|pacchi|encomenda*|pacote*|parcel*|package*|pedido*|ordine|order|envío*|spedizion*|delivery|tracking|seguimiento',
  flight: 'vuelo*|volo|voli|voo|voos|flight*|avión|aereo|avião|plane|aeropuerto|aeroporto|airport|gate|puerta|embarc*',
  train: 'tren|trenes|treno|treni|comboio*|trem|trens|train*|binario|capotreno',
  boat: 'ferry|traghetto|barco|nave|ferri',
  hotel: 'hotel|hoteles|habitación|camera|quarto|room|rooms',
  battery: 'batería*|batteria|bateria*|battery',
  food: 'comida|cibo|food|yogur*|yoghurt|yogurt|leche|latte|leite|milk|formula|pollo|frango|chicken|comedor|mensa|refeitório',
  voucher: 'tarjeta regalo|buono regalo|vale presente|gift card*|voucher*|cupón|coupon',
  update: 'actualiz*|aggiornament*|atualiz*|update*|firmware',
}

/** Finds what goes wrong, what is meant, and a brand's products by their names, as `cause:late`, `subject:flight`, `product:Zenit Plus`. */
export function openFinder(products: readonly string[]): FindConcepts {
  const named = products.flatMap((name) => (/^\p{L}/u.test(name) ? [[`product:${name}`, fold(name).replaceAll(NUMBER, '#')] as const] : []))
  return compileConcepts([called('cause', CAUSES), called('subject', SUBJECTS), Object.fromEntries(named)])
}

/** Of a number, the lexicon knows only that it is there. */
const NUMBER = /(?<= )\d+/g

function called(kind: string, lexicon: Lexicon): Lexicon {
  return Object.fromEntries(Object.entries(lexicon).map(([concept, phrases]) => [`${kind}:${concept}`, phrases]))
}
