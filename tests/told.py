"""An invented text about a bridge in many languages, and questions about it with a piece of the sentence that answers.

The last question of each is about something else.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """`asked` are questions, each with what the quotation that answers it must hold; `other` is on another topic."""

    text: str
    asked: tuple[tuple[str, str], ...]
    other: str


TOLD = {
    "de": Told(
        "Die alte Brücke über die Lunde wurde im Jahr 1932 von der Ingenieurin Anna Berg entworfen. Sie ist "
        "320 Meter lang und ruht auf sieben steinernen Bögen. Im frühen 20. Jahrhundert fuhr hier nur eine "
        "Fähre. Nach dem Hochwasser von 1975 blieb sie zwei Jahre geschlossen, weil die Pfeiler unterspült "
        "waren. Die Bürger der Hauptstadt Torvik sammelten Geld für die Reparatur. Jeden Herbst feiern die "
        "umliegenden Städte ein Lichterfest am Ufer.",
        (
            ("Wer entwarf die Brücke?", "Anna Berg"),
            ("Auf wie vielen Bögen ruht die Brücke?", "sieben"),
            ("Warum war die Brücke nach dem Hochwasser geschlossen?", "unterspült"),
            ("Was feiert jede Stadt im Herbst?", "Lichterfest"),
            ("Was fuhr im 20. Jahrhundert?", "Im frühen 20. Jahrhundert fuhr hier nur eine Fähre."),
        ),
        "Wie viele Tore schoss der Stürmer im Finale der Weltmeisterschaft?",
    ),
    "es": Told(
        "El viejo puente sobre el río Lunde fue diseñado en 1932 por la ingeniera Ana Vega. Mide 320 metros "
        "y descansa sobre siete arcos de piedra. Antes solo había un transbordador. Tras la inundación de "
        "1975 permaneció cerrado dos años porque el agua había dañado los pilares. Los vecinos recogieron "
        "dinero para la reparación. Cada otoño las ciudades cercanas celebran una fiesta de luces en la "
        "orilla.",
        (
            ("¿Quién diseñó el puente?", "Ana Vega"),
            ("¿Sobre cuántos arcos descansa el puente?", "siete"),
            ("¿Por qué estuvo cerrado el puente tras la inundación?", "pilares"),
        ),
        "¿Cuántos goles marcó el delantero en la final del mundial?",
    ),
    "fr": Told(
        "Le vieux pont sur la Lunde a été dessiné en 1932 par l'ingénieure Anne Berger. Il mesure 320 mètres "
        "et repose sur sept arches de pierre. Auparavant il n'y avait qu'un bac. Après l'inondation de 1975, "
        "il resta fermé deux ans parce que l'eau avait abîmé les piliers. Les habitants ont réuni de "
        "l'argent pour les réparations. Chaque automne, les villes voisines célèbrent une fête des lumières "
        "sur la rive.",
        (
            ("Qui a dessiné le pont ?", "Anne Berger"),
            ("Sur combien d'arches repose le pont ?", "sept"),
            ("Pourquoi le pont est-il resté fermé après l'inondation ?", "piliers"),
        ),
        "Combien de buts l'attaquant a-t-il marqués en finale de la coupe du monde ?",
    ),
    "it": Told(
        "Il vecchio ponte sul fiume Lunde fu progettato nel 1932 dall'ingegnera Anna Berti. È lungo 320 "
        "metri e poggia su sette archi di pietra. Prima c'era soltanto un traghetto. Dopo l'alluvione del "
        "1975 rimase chiuso per due anni perché l'acqua aveva danneggiato i pilastri. Gli abitanti "
        "raccolsero denaro per la riparazione. Ogni autunno le città vicine celebrano una festa delle luci "
        "sulla riva.",
        (
            ("Chi progettò il ponte?", "Anna Berti"),
            ("Su quanti archi poggia il ponte?", "sette"),
            ("Perché il ponte rimase chiuso dopo l'alluvione?", "pilastri"),
        ),
        "Quanti gol ha segnato l'attaccante nella finale dei mondiali?",
    ),
    "pt": Told(
        "A velha ponte sobre o rio Lunde foi projetada em 1932 pela engenheira Ana Lopes. Tem 320 metros de "
        "comprimento e assenta em sete arcos de pedra. Antes havia apenas uma balsa. Depois da enchente de "
        "1975, ficou fechada durante dois anos porque a água tinha danificado os pilares. Os moradores "
        "juntaram dinheiro para o conserto. Todos os outonos as cidades vizinhas celebram uma festa das "
        "luzes na margem.",
        (
            ("Quem projetou a ponte?", "Ana Lopes"),
            ("Em quantos arcos assenta a ponte?", "sete"),
            ("Por que a ponte ficou fechada depois da enchente?", "pilares"),
        ),
        "Quantos gols o atacante marcou na final do campeonato mundial?",
    ),
    "nl": Told(
        "De oude brug over de Lunde werd in 1932 ontworpen door de ingenieur Anna de Berg. Zij is 320 meter "
        "lang en rust op zeven stenen bogen. Vroeger voer hier alleen een veerpont. Na de overstroming van "
        "1975 bleef de brug twee jaar gesloten, omdat het water de pijlers had beschadigd. De inwoners "
        "zamelden geld in voor het herstel. Elke herfst vieren de naburige steden een lichtfeest aan de "
        "oever.",
        (
            ("Wie ontwierp de brug?", "Anna de Berg"),
            ("Op hoeveel bogen rust de brug?", "zeven"),
            ("Waarom bleef de brug na de overstroming gesloten?", "pijlers"),
        ),
        "Hoeveel doelpunten maakte de spits in de finale van het wereldkampioenschap?",
    ),
    "ro": Told(
        "Vechiul pod peste râul Lunde a fost proiectat în 1932 de inginera Ana Munteanu. Are 320 de metri "
        "lungime și se sprijină pe șapte arcuri de piatră. Înainte exista doar un bac. După inundația din "
        "1975 a rămas închis doi ani, deoarece apa deteriorase pilonii. Locuitorii au strâns bani pentru "
        "reparații. În fiecare toamnă orașele vecine sărbătoresc un festival al luminilor pe mal.",
        (
            ("Cine a proiectat podul?", "Ana Munteanu"),
            ("Pe câte arcuri se sprijină podul?", "șapte"),
            ("De ce a rămas podul închis după inundație?", "pilonii"),
        ),
        "Câte goluri a marcat atacantul în finala campionatului mondial?",
    ),
    "pl": Told(
        "Stary most na rzece Lunda zaprojektowała w 1932 r. inżynier Anna Górska. Ma 320 metrów długości i "
        "opiera się na siedmiu kamiennych łukach. Wcześniej pływał tu tylko prom. Po powodzi z 1975 roku był "
        "zamknięty przez dwa lata, ponieważ woda uszkodziła filary. Mieszkańcy zebrali pieniądze na naprawę. "
        "Każdej jesieni okoliczne miasta obchodzą na brzegu święto świateł.",
        (
            ("Kto zaprojektował most?", "Anna Górska"),
            ("Na ilu łukach opiera się most?", "siedmiu"),
            ("Dlaczego most był zamknięty po powodzi?", "filary"),
        ),
        "Ile goli strzelił napastnik w finale mistrzostw świata?",
    ),
    "cs": Told(
        "Starý most přes řeku Lundu navrhla v roce 1932 inženýrka Anna Horská. Je dlouhý 320 metrů a stojí "
        "na sedmi kamenných obloucích. V 19. století tu jezdil jen přívoz. Po povodni v roce 1975 byl dva "
        "roky uzavřen, protože voda poškodila pilíře. Obyvatelé vybrali peníze na opravu. Každý podzim slaví "
        "okolní města na břehu slavnost světel.",
        (
            ("Kdo navrhl most?", "Anna Horská"),
            ("Na kolika obloucích stojí most?", "sedmi"),
            ("Proč byl most po povodni uzavřen?", "pilíře"),
        ),
        "Kolik gólů vstřelil útočník ve finále mistrovství světa?",
    ),
    "sv": Told(
        "Den gamla bron över Lunde ritades 1932 av ingenjören Anna Berg. Den är 320 meter lång och vilar på "
        "sju stenvalv. Tidigare fanns här bara en färja. Efter översvämningen 1975 var den stängd i två år, "
        "eftersom vattnet hade skadat pelarna. Invånarna samlade in pengar till reparationen. Varje höst "
        "firar de närliggande städerna en ljusfest vid stranden.",
        (
            ("Vem ritade bron?", "Anna Berg"),
            ("På hur många stenvalv vilar bron?", "sju"),
            ("Varför var bron stängd efter översvämningen?", "pelarna"),
        ),
        "Hur många mål gjorde anfallaren i finalen av världsmästerskapet?",
    ),
    "da": Told(
        "Den gamle bro over Lunde blev tegnet i 1932 af ingeniøren Anna Bjerg. Den er 320 meter lang og "
        "hviler på syv stenbuer. I det 19. århundrede sejlede her kun en færge. Efter oversvømmelsen i 1975 "
        "var den lukket i to år, fordi vandet havde beskadiget pillerne. Indbyggerne samlede penge ind til "
        "reparationen. Hvert efterår fejrer de omkringliggende byer en lysfest ved bredden.",
        (
            ("Hvem tegnede broen?", "Anna Bjerg"),
            ("På hvor mange stenbuer hviler broen?", "syv"),
            ("Hvorfor var broen lukket efter oversvømmelsen?", "pillerne"),
        ),
        "Hvor mange mål scorede angriberen i finalen ved verdensmesterskabet?",
    ),
    "no": Told(
        "Den gamle brua over Lunde ble tegnet i 1932 av ingeniøren Anna Berg. Den er 320 meter lang og "
        "hviler på sju steinbuer. Tidligere gikk det bare en ferge her. Etter flommen i 1975 var den stengt "
        "i to år, fordi vannet hadde skadet pilarene. Innbyggerne samlet inn penger til reparasjonen. Hver "
        "høst feirer byene i nærheten en lysfest ved bredden.",
        (
            ("Hvem tegnet brua?", "Anna Berg"),
            ("På hvor mange steinbuer hviler brua?", "sju"),
            ("Hvorfor var brua stengt etter flommen?", "pilarene"),
        ),
        "Hvor mange mål scoret angriperen i finalen i verdensmesterskapet?",
    ),
    "fi": Told(
        "Lundejoen vanhan sillan suunnitteli vuonna 1932 insinööri Anna Vuori. Se on 320 metriä pitkä ja "
        "lepää seitsemän kivikaaren varassa. Aikaisemmin joen yli pääsi vain lautalla. Vuoden 1975 tulvan "
        "jälkeen silta oli suljettuna kaksi vuotta, koska vesi oli vaurioittanut pilareita. Asukkaat "
        "keräsivät rahaa korjaukseen. Joka syksy lähikaupungit juhlivat rannalla valojuhlaa.",
        (
            ("Kuka suunnitteli sillan?", "Anna Vuori"),
            ("Kuinka pitkä silta on?", "320"),
            ("Miksi silta oli suljettuna tulvan jälkeen?", "pilareita"),
        ),
        "Montako maalia hyökkääjä teki jalkapallon finaalissa?",
    ),
    "hu": Told(
        "A Lunde folyó régi hídját 1932-ben Hegyi Anna mérnök tervezte. A híd 320 méter hosszú, és hét "
        "kőíven nyugszik. Korábban csak komp járt itt. Az 1975-ös árvíz után két évig zárva volt, mert a víz "
        "megrongálta a pilléreket. A lakosok pénzt gyűjtöttek a javításra. Minden ősszel a környező városok "
        "fényünnepet tartanak a parton.",
        (
            ("Ki tervezte a hidat?", "Hegyi Anna"),
            ("Milyen hosszú a híd?", "320"),
            ("Miért volt zárva a híd az árvíz után?", "pilléreket"),
        ),
        "Hány gólt lőtt a csatár a világbajnokság döntőjében?",
    ),
    "tr": Told(
        "Lunde ırmağının üzerindeki eski köprüyü 1932 yılında mühendis Ayşe Dağlı tasarladı. Köprü 320 metre "
        "uzunluğundadır ve yedi taş kemerin üzerinde durur. 19. yüzyılda burada yalnızca bir sal vardı. 1975 "
        "selinden sonra köprü iki yıl kapalı kaldı, çünkü su ayaklara zarar vermişti. Halk onarım için para "
        "topladı. Irmak kıyısındaki şehirler her sonbaharda bir ışık şenliği kutlar.",
        (
            ("Köprüyü kim tasarladı?", "Ayşe Dağlı"),
            ("Köprünün uzunluğu kaç metredir?", "320"),
            ("Köprü selden sonra neden kapalı kaldı?", "ayaklara"),
            ("Irmak kıyısında ne kutlanır?", "ışık şenliği"),
        ),
        "Forvet dünya kupası finalinde kaç gol attı?",
    ),
    "id": Told(
        "Jembatan tua di atas Sungai Lunde dirancang pada tahun 1932 oleh insinyur Ana Wijaya. Panjangnya "
        "320 meter dan bertumpu pada tujuh lengkungan batu. Dahulu di sini hanya ada perahu tambang. Setelah "
        "banjir tahun 1975, jembatan itu ditutup selama dua tahun karena air merusak pilarnya. Penduduk "
        "mengumpulkan uang untuk perbaikan. Setiap musim gugur kota-kota di sekitarnya merayakan pesta "
        "cahaya di tepi sungai.",
        (
            ("Siapa yang merancang jembatan itu?", "Ana Wijaya"),
            ("Mengapa jembatan ditutup setelah banjir?", "pilarnya"),
        ),
        "Berapa gol yang dicetak penyerang di final piala dunia?",
    ),
    "vi": Told(
        "Cây cầu cổ bắc qua sông Lunde được kỹ sư Trần Thị An thiết kế vào năm 1932. Cầu dài 320 mét và đứng "
        "trên bảy vòm đá. Trước đây nơi này chỉ có một chuyến phà. Sau trận lụt năm 1975, cầu bị đóng cửa "
        "hai năm vì nước làm hỏng các trụ. Người dân đã quyên góp tiền để sửa chữa. Mỗi mùa thu, các thành "
        "phố lân cận tổ chức lễ hội ánh sáng bên bờ sông.",
        (
            ("Ai đã thiết kế cây cầu?", "Trần Thị An"),
            ("Cầu dài bao nhiêu mét?", "320"),
            ("Vì sao cầu bị đóng cửa sau trận lụt?", "trụ"),
        ),
        "Tiền đạo ghi được mấy bàn thắng trong trận chung kết bóng đá thế giới?",
    ),
    "ru": Told(
        "Старый мост через реку Лунду спроектировала в 1932 г. инженер Анна Горская. Его длина 320 метров, "
        "он стоит на семи каменных арках. Раньше здесь ходил только паром. После наводнения 1975 года мост "
        "был закрыт два года, потому что вода повредила опоры. Жители собрали деньги на ремонт. Каждую осень "
        "соседние города отмечают на берегу праздник огней.",
        (
            ("Кто спроектировал мост?", "Анна Горская"),
            ("На скольких арках стоит мост?", "семи"),
            ("Почему мост закрыли после наводнения?", "опоры"),
        ),
        "Сколько голов забил нападающий в финале чемпионата мира?",
    ),
    "el": Told(
        "Την παλιά γέφυρα του ποταμού Λούντε σχεδίασε το 1932 η μηχανικός Άννα Βουνού. Έχει μήκος 320 μέτρα "
        "και στηρίζεται σε επτά πέτρινα τόξα. Παλαιότερα υπήρχε εδώ μόνο ένα πορθμείο. Μετά την πλημμύρα του "
        "1975 έμεινε κλειστή δύο χρόνια, επειδή το νερό είχε καταστρέψει τα βάθρα. Οι κάτοικοι συγκέντρωσαν "
        "χρήματα για την επισκευή. Κάθε φθινόπωρο οι γειτονικές πόλεις γιορτάζουν στην όχθη μια γιορτή φωτός.",
        (
            ("Ποιος σχεδίασε τη γέφυρα;", "Άννα Βουνού"),
            ("Σε πόσα τόξα στηρίζεται η γέφυρα;", "επτά"),
            ("Γιατί έμεινε κλειστή η γέφυρα μετά την πλημμύρα;", "βάθρα"),
        ),
        "Πόσα γκολ πέτυχε ο επιθετικός στον τελικό του παγκοσμίου κυπέλλου;",
    ),
    "hi": Told(
        "लुंदे नदी पर बने पुराने पुल की रूपरेखा १९३२ में इंजीनियर अन्ना पर्वत ने बनाई। पुल ३२० मीटर लंबा है "
        "और सात पत्थर के मेहराबों पर टिका है। पहले यहाँ केवल एक नाव चलती थी। 1975 की बाढ़ के बाद पुल दो साल "
        "बंद रहा क्योंकि पानी ने खंभों को नुकसान पहुँचाया था। निवासियों ने मरम्मत के लिए पैसे जमा किए। हर "
        "शरद ऋतु में आसपास के शहर किनारे पर दीपों का उत्सव मनाते हैं।",
        (
            ("पुल की रूपरेखा 1932 में किसने बनाई?", "अन्ना पर्वत"),
            ("पुल कितने मेहराबों पर टिका है?", "सात"),
            ("बाढ़ के बाद पुल क्यों बंद रहा?", "खंभों"),
        ),
        "विश्व कप के फाइनल में स्ट्राइकर ने कितने गोल किए?",
    ),
    "th": Told(
        "สะพานเก่าข้ามแม่น้ำลุนเดออกแบบโดยวิศวกรอันนา ภูเขา ในปี พ.ศ. 2475 สะพานมีความยาว 320 "
        "เมตรและตั้งอยู่บนซุ้มหินเจ็ดซุ้ม เมื่อก่อนที่นี่มีเพียงเรือข้ามฟากเท่านั้นและค่าโดยสารแพงมาก "
        "หลังน้ำท่วมใหญ่สะพานถูกปิดสองปีเพราะน้ำทำให้เสาตอม่อเสียหาย "
        "ชาวบ้านรวบรวมเงินบริจาคเพื่อใช้ในการซ่อมแซมทั้งหมด "
        "ทุกฤดูใบไม้ร่วงเมืองใกล้เคียงจัดเทศกาลแสงไฟริมฝั่งแม่น้ำอย่างยิ่งใหญ่",
        (
            ("ใครเป็นผู้ออกแบบสะพาน", "อันนา"),
            ("ทำไมสะพานถูกปิดหลังน้ำท่วม", "เสาตอม่อ"),
            ("เทศกาลแสงไฟจัดในฤดูใด", "ฤดูใบไม้ร่วง"),
        ),
        "กองหน้ายิงประตูได้กี่ลูกในนัดชิงชนะเลิศฟุตบอลโลก",
    ),
    "zh": Told(
        "伦德河上的古桥由工程师安娜·贝格于1932年设计。桥长320米，由七个石拱支撑。以前这里只有一条渡船。1975年"
        "洪水之后，古桥关闭了两年，因为河水损坏了桥墩。居民们为修缮筹集了资金。每年秋天，附近的城市在岸边庆祝"
        "灯会。",
        (
            ("谁设计了古桥？", "安娜"),
            ("古桥由几个石拱支撑？", "七"),
            ("洪水之后古桥为什么关闭？", "桥墩"),
        ),
        "前锋在世界杯决赛中进了多少球？",
    ),
    "ja": Told(
        "ルンデ川に架かる古い橋は、1932年に技師の山田安奈が設計した。橋の長さは320メートルで、七つの石のアー"
        "チに支えられている。以前は渡し船しかなかった。1975年の洪水の後、水が橋脚を傷めたため、橋は二年間閉鎖"
        "された。住民は修理のために資金を集めた。毎年秋になると、近くの町が岸辺で光の祭りを祝う。",
        (
            ("橋を設計したのは誰ですか？", "山田安奈"),
            ("橋はいくつのアーチに支えられていますか？", "七つ"),
            ("洪水の後、橋はなぜ閉鎖されましたか？", "橋脚"),
        ),
        "ワールドカップの決勝でフォワードは何点取りましたか？",
    ),
    "ko": Told(
        "룬데강의 오래된 다리는 1932년에 기술자 김안나가 설계했다. 다리의 길이는 320미터이고 일곱 개의 돌 "
        "아치가 받치고 있다. 예전에는 나룻배만 다녔다. 1975년 홍수 뒤에 물이 교각을 망가뜨렸기 때문에 다리는 "
        "2년 동안 폐쇄되었다. 주민들은 수리를 위해 돈을 모았다. 해마다 가을이면 가까운 도시들이 강가에서 "
        "빛의 축제를 연다.",
        (
            ("다리를 설계한 사람은 누구입니까?", "김안나"),
            ("다리를 받치는 아치는 몇 개입니까?", "일곱"),
            ("홍수 뒤에 다리가 폐쇄된 이유는 무엇입니까?", "교각"),
        ),
        "월드컵 결승전에서 공격수는 몇 골을 넣었습니까?",
    ),
    "ar": Told(
        "صممت المهندسة آنا الجبلي الجسر القديم على نهر لوندي عام 1932. يبلغ طول الجسر 320 مترا ويقوم على "
        "سبعة أقواس حجرية. لم تكن هنا من قبل سوى عبّارة. وبعد فيضان عام 1975 أُغلق الجسر عامين لأن المياه "
        "أضرت بالدعامات. وجمع السكان المال للإصلاح. وفي كل خريف تحتفل المدن المجاورة بمهرجان الأضواء على "
        "الضفة.",
        (
            ("من صمم الجسر القديم؟", "آنا الجبلي"),
            ("على كم قوس يقوم الجسر؟", "سبعة"),
            ("لماذا أغلق الجسر بعد الفيضان؟", "الدعامات"),
            ("بماذا تحتفل المدينة في الخريف؟", "مهرجان"),
        ),
        "كم هدفا سجل المهاجم في نهائي كأس العالم؟",
    ),
    "he": Told(
        "את הגשר הישן מעל נהר לונדה תכננה בשנת 1932 המהנדסת אנה הררי. אורכו של הגשר 320 מטר והוא נשען על שבע "
        "קשתות אבן. קודם לכן הייתה כאן רק מעבורת. לאחר השיטפון של 1975 היה הגשר סגור שנתיים, מפני שהמים פגעו "
        "בעמודים. התושבים אספו כסף לתיקון. בכל סתיו חוגגות הערים הסמוכות את פסטיבל האורות על הגדה.",
        (
            ("מי תכננה את הגשר?", "אנה הררי"),
            ("על כמה קשתות נשען הגשר?", "שבע"),
            ("מדוע היה הגשר סגור אחרי השיטפון?", "בעמודים"),
        ),
        "כמה שערים הבקיע החלוץ בגמר גביע העולם?",
    ),
}  # fmt: skip
