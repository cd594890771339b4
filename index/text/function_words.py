"""Function words by language: they carry a question's form, not its content. Data only.

English ones stand in `index.text.terms`. Words of asking and of naming ("heißt", "liegt") are counted in, because that
is what they do in a question, and so are verbs that ask what one may or must ("darf", "peut"). Languages without spaces
have theirs in `index.text.unspaced`.
"""

from __future__ import annotations

_LATIN = {
    "german": """
        aber alle allem allen aller als also am an andere anderen auch auf aus bei beim bis da dabei damit
        dann das dass dem den denen der deren des dessen die dies diese diesem diesen dieser dieses durch ein
        eine einem einen einer eines er es etwas für gab gibt habe haben hat hatte hatten hinter ich ihm ihn
        ihnen ihr ihre ihrem ihren ihrer im in ist jede jeder jedes kann kein keine konnte können man mehr mit
        nach nicht noch nur ob oder ohne sehr sein seine seinem seinen seiner seit sich sie sind so sowie über
        um und unter viel viele vom von vor war waren warum was wegen welche welchem welchen welcher welches
        wem wen wenn wer werden wessen wie wird wo wodurch wofür woher wohin womit worden wovon wozu wurde
        wurden während zu zum zur zwischen nannte nennt heißt heißen hieß laut lautet lauten weshalb wieso
        wann weil wie viel worin woran worauf wobei woraus worüber wohl alle bezeichnet befindet befinden liegt genannt
        darf darfst dürfen dürft durfte durften dürfte kannst könnt könnten konnten muss musst müsst
        müssen müsste musste mussten soll sollst sollen sollt sollte sollten will willst wollen wollte
        mag möchte möchten bin bist seid wir uns unser unsere unserem unseren unserer mich mir mein meine
        meinem meinen meiner du dich dir dein deine deinem deinen deiner ja nein doch denn hier dort
        schon wieder wirst würde würden hast habt hätte hätten wäre wären oft
        ab ans ins fürs etwa jemand niemand nichts sondern sonst sogar jedoch dazu davon dafür daran darin
        darauf daraus worum ihres seines meines unseres werde geht bitte
        weswegen wieviel wieviele inwiefern inwieweit wovor wogegen
    """,
    "spanish": """
        a al algo algún alguna algunas algunos ante antes aquel aquella así aún bajo bien cada casi como cómo
        con contra cual cuál cuales cuáles cualquier cuando cuándo cuanta cuánta cuantas cuántas cuanto cuánto
        cuantos cuántos de del desde después donde dónde durante e el él ella ellas ellos en entre era eran es
        esa esas ese eso esos esta está estaba están estas este esto estos fue fueron ha había habían han
        hasta hay la las le les lo los más me mi mientras muy ni no nos o otra otras otro otros para pero por
        porque qué que quien quién quienes quiénes se sea según ser si sí sido sin sobre solo su sus también
        tan tanto tiene tienen toda todas todo todos tras tu tuvo un una unas uno unos y ya llama llamaba dio
        hizo
        puede puedes puedo podemos pueden podría podrían podía debe debes debo debemos deben debería
        deberían hemos he soy somos estoy estamos tengo tenemos tienes hace hacen hacer mis nosotros
        nuestra nuestro nuestras nuestros te ti tú tus yo cuya cuyo sería serán será
        aquí allí ahí ahora nada nadie estar estuvo estuvieron haber habrá hubo tener tenía tenían tuvieron
        podrá podrán pudo deberá quiero quiere mediante adónde
    """,
    "french": """
        à au aucun aucune aussi autre autres aux avait avant avec avoir c ce cela celle celles celui ces cet
        cette ceux chaque chez comment d dans de depuis des donc dont du elle elles en encore entre est et
        était étaient être eu fait furent fut il ils j je jusque l la laquelle le lequel les lesquels leur
        leurs lors lui m mais même n ne ni non nos notre nous on ont ou où par parmi pas pendant peu plus pour
        pourquoi pourrait qu quand que quel quelle quelles quels qui quoi s sa sans se selon ses si son sont
        sous sur t tous tout toute toutes très tu un une vers y combien appelle
        peut peux peuvent pouvons pouvez pourra pourrai pourraient pourrais pouvait doit dois doivent
        devons devez devra devrait devraient devait faut faudra faudrait fallait veut veux veulent suis
        sommes êtes ai avez avons sera seront serait seraient me moi mes mon ma ça votre vos vous te toi
        ta ton tes
        a va vont ait aurait auraient soit soient puis puisse voudrais faire fais jamais toujours rien ici là
        afin lorsque lorsqu puisque jusqu auquel duquel desquels desquelles auxquels
    """,
    "italian": """
        a ad al alla alle agli ai allo anche ancora avere aveva avevano c che chi ci come con contro cosa cui
        d da dagli dai dal dalla dalle dei degli del della delle dello dentro di dopo dove due durante e è ed
        era erano essere fa fino fra fu furono gli ha hanno i il in io l la le lei lo loro lui ma mentre molto
        ne negli nei nel nella nelle nello noi non o ogni per perché più poi prima qual quale quali quando
        quanta quante quanti quanto quella quelle quelli quello questa queste questi questo se secondo senza
        si sia sono sopra sotto stata stati stato su sugli sui sul sulla sulle suo sua suoi sue tra tutti
        tutto un una uno chiama
        può posso puoi possono possiamo potrebbe potrebbero poteva deve devo devi devono dobbiamo
        dovrebbe dovrebbero doveva sarà saranno sarebbe ho hai abbiamo avete siamo siete mi mia mie miei
        mio tu ti tua tuo tuoi nostra nostro nostri vostra vostro vi spesso
        fare fanno ebbe ebbero abbia avrà dovrà dovranno potrà potranno vuole voglio mai già quindi però qualche
        niente verso dov
    """,
    "portuguese": """
        a ao aos as até com como contra da das de dela dele deles depois do dos durante e é ela elas ele eles
        em entre era eram essa esse esta está este foi foram há isso isto já lhe mais mas mesmo muito na nas
        não no nos o onde os ou para pela pelas pelo pelos por porque qual quais quando quanta quantas quanto
        quantos que quê quem se sem ser seu seus sido são sob sobre sua suas também tem tinha um uma umas uns
        chama
        pode podem posso podemos poderia poderiam podia deve devem devo devemos deveria deveriam será
        serão seria tenho temos estou estão estamos estava eu me meu meus minha minhas nosso nossa nossos
        nossas nós você vocês
        à às num numa nesta neste nessa nesse desta deste dessa desse cada outro outra outros outras todo toda
        todos todas algum alguma alguns algumas nenhum nenhuma nada tudo então aonde desde após antes enquanto
        porquê aqui ali lá fazer faz fez ter teve tiveram tinham haver havia houve cujo cuja poderá deverá
    """,
    "dutch": """
        aan al alle als bij dan dat de deze die dit door een en er geen had hadden heeft hebben het hij hoe
        hoeveel hun ik in is kan maar met meer na naar niet nog of om onder ook op over te tegen tot uit van
        veel voor waar waarom waarin waren was wat welk welke werd werden wie wiens wordt zich zij zijn zo
        zonder tussen wanneer heet
                alleen hier daar wel kunnen kunt kun kon konden mag mogen mocht moet moeten moest moesten
        zal zult zullen zou zouden         wil wilt hebt ben bent je jij jou jouw u uw we wij ons onze
        mij mijn me hem haar doet doen vaak
        vanaf tijdens sinds omdat zoals dus elk elke ieder iedere iets iemand niets niemand worden geworden
        geweest hoelang waarmee waarvoor waarop waarvan waarover waaraan waaruit waarbij waarheen gaat
        jullie waardoor waarvandaan
    """,
    "romanian": """
        a al ale am ar are asupra au avea ca că când câtă câte câți cât care către ce cea cei cel cele cine
        cu cui cum da dar de deci decât despre din dintre după el ei ele este eu era erau fi fie fiecare fost
        fără iar în încă între într intr îi îl își îşi la le lor lui mai mult multe mulți ne nici niște nu o
        ori pe pentru peste până prin printre sa sale sau său se si și şi sub sunt spre toate toți tot un una
        unde unei unor unui unul va vor numește numea află numit
        poate pot poți putem puteți putea trebuie trebuia voi vom vei vrea ai avem aveți suntem mă mea
        mei meu mele mi noi nostru noastră tu tău ta
        s l i acest această aceste acești acestor acestui acestei acel acea acele acelui avea aveau având avut fiind
        fusese fuseseră foarte numai însă deja atunci aici acolo cărui cărei căror căruia căreia cărora numit
        numită numite numiți numea numesc nume numele dacă deoarece atât nici nimic ceva cineva oricare putut
        niciun nicio printr dintr aflau menționat menționată menționează
    """,
    "polish": """
        dokąd czemu
        a aby ale albo ani bardzo bez być był była było były będzie co czy czyj czyja czyje czym dla dlaczego
        do gdy gdzie go i ich ile ilu im inne innych ja jak jaka jaki jakie jakich jakiej jako jego jej jest
        jeszcze już każdy kiedy kim kogo komu kto która które którego której który których którym którą lub ma
        mają między może na nad nie niż o od on ona one oni oraz po pod podczas ponieważ przed przez przy są
        się skąd swoje swój ta tak także tam te tego tej ten to tu tych tylko tym u w we więc wszystkie z za
        został została zostały ze że nazywa
        mogę możesz możemy mogą mógł mogłaby można muszę musisz musimy musi muszą musiał trzeba należy
        powinien powinna powinno powinny wolno jestem jesteśmy mi mnie moja moje mój my nam nas nasz
        nasza nasze ty często
    """,
    "swedish": """
        alla allt att av blev bli blir både de dem den denna deras dess dessa det detta dig din du då där efter
        ej eller en er ett från för före genom ha hade han hans har hon hur här i in inte ingen jag kan kunde
        man med mellan men mot mycket många ner nu när och också om på samt sedan sig sin sina sitt skulle som
        så till under upp ut utan vad var varför vars varifrån vart vem vems vid vilka vilken vilket är över
        heter kallas ligger
        får fick måste ska skall bör borde vill ville mig min mitt mina vi oss vår vårt våra ni ofta
    """,
    "danish": """
        af alle alt at blev blive bliver både da de dem den denne deres det dette din disse dog du efter eller
        en end er et for fra få før gennem ha han hans har havde have hende hendes her hvad hvem hvis hvilke
        hvilken hvilket hvor hvordan hvorfor hvornår i ikke ind ingen jeg kan kunne man mange med meget mellem
        men mod ned nogle nu når og også om op over på samt sig sin sine sit skulle som så til ud uden under
        var ved vi vil ville være været hedder kaldes ligger
        må måtte skal bør burde mig min mit mine os vores jer jeres ofte
    """,
    "norwegian": """
        alle alt at av ble bli blir både da de dem den denne der deres det dette din disse du enn eller en er et
        etter for fra før gjennom ha hadde han hans har henne hennes her hun hva hvem hvilke hvilken hvilket
        hvor hvordan hvorfor i ikke ingen inn jeg kan kunne man mange med mellom men mot mye ned noen nå når og
        også om opp over på samt seg siden sin sine sitt skulle som så til ut uten under var ved vi vil ville
        være vært heter kalles ligger
        må måtte skal bør burde meg min mitt mine oss vår vårt våre dere ofte
    """,
    "finnish": """
        ei eikä eivät että hän hänen he heidän itse ja jo joita joka joiden jolla jonka jos josta jossa jotka
        jota kaikki kanssa ketkä ketä kenen koska kuin kuinka kuka kun kuten me mihin mikä miksi millainen
        milloin minkä minä missä mistä mitkä mitä moni monta montako mukaan mutta myös ne niiden niin noin nyt
        oli olivat olla olleet ollut on ovat paljonko sekä se sen siellä siihen siinä sitä sillä sinä tai te
        tämä tämän tässä tätä vain vielä voi voidaan vuonna
        saa saako saavat saan voiko voin voimme voivat voisi pitää pitääkö pitäisi täytyy täytyykö pystyy
        minun sinun meidän teidän minua minulla minulle olen olemme onko usein
    """,
    "czech": """
        a aby ale ani až bez být byl byla bylo byly bude co což čí do i ho jak jaká jaké jaký jako je jeho jej
        její jejich jen ještě již jsou k kam kdo kde kdy když ke kolik koho komu která které kterém kterého
        který kteří ku má mají mezi mimo může na nad nebo není než o od odkud on ona oni po pod podle pokud
        pro proč proto protože před přes při s se si jsem své svůj ta tak také tam ten tento to toho tom tomu
        tu ty tyto u už v ve však více vše z za ze že jmenuje nachází
        mohu můžu můžeš můžeme mohou musí musím musíme musíte máme smí smím smíme lze mám jsme já mi mě
        můj moje my nám nás náš naše často
    """,
    "hungarian": """
        a az azt ami amely aki ahol akkor alatt által át be csak de egy egyik ehhez el és ez ezt fel fog ha
        hány hogy hogyan hol honnan hová is itt ki kik kinek kit közül között le lehet lett már meg melyik
        mely mennyi mert mi mikor milyen mint mit miért nem nincs ott pedig szerint több után vagy van vannak
        volt voltak
        kell kellett kellene szabad tud tudok tudja lehetne én te nekem nekünk vagyok vagyunk
    """,
    "turkish": """
        ama ancak bazı ben bir biri birçok bu bunu bunun çok çünkü da daha de değil diye en gibi göre hangi
        hangisi hangisidir her hem hiç için ile ise kaç kadar karşı ki kim kimdir kime kimin kimler mi mı mu
        mü nasıl ne neden nedir nelerdir nerede nereden nereye neresi neresidir niçin o olan olarak oldu
        olduğu olmuştur olur kaçtır kimdi nerededir yılında onun ona onlar sonra şu tarafından tüm var vardır ve
        veya ya yani yok zaman denir
        gerek gerekir gerekiyor lazım mıyım miyim muyum müyüm mıyız miyiz musunuz misiniz benim bizim biz
        siz sizin olabilir edilir
        kime kimi kimden kimle kimse neyi neye neyin neydi neler nelerdi nereye neresi nereler kimdi kimlerdi kaçtı
        kaçıncı hangileri hangisini niye hangisiydi nasıldı etti eder etmek eden edildi edilen edilmiş edilmiştir
        ettiği ederek etmiş oldular olup olmak olduğunu olduğundan olmuş olduktan iken ayrıca ya hangisidir
        denen denilen adlı üzere dolayı fakat adı adını adına adıyla isim ismi ismini kendi kendisi böyle
        böylece şey bunlar onların bunların ad adıdır kadarı kadardı yılı yılına yılda yıllarda
    """,
    "indonesian": """
        ada adalah akan apa apakah atau bagaimana bagi bahwa banyak baru belum berapa bisa dalam dan dapat dari
        dengan di dia ia ini itu jika juga kapan karena ke kepada lain lebih maka mana mengapa mereka oleh pada
        para saat saja sangat sebagai sebuah secara sejak seperti serta siapa suatu sudah telah tersebut
        tidak untuk yaitu yang
        boleh bolehkah harus harusnya bisakah haruskah dapatkah perlu saya kami kita aku anda kamu adakah
    """,
    "vietnamese": """
        ai bao bằng bị bởi các cái cho có của cùng cũng do đã đang để đến đi được đó gì giữa hay hoặc khi không
        là lại làm lúc mà mấy mỗi một này nào nên nếu ngoài nhiêu những như nhưng ở qua ra rằng rất sau sẽ số
        tại theo thì trên trong trước từ tới và vào vẫn vì về với đâu đây điều sao đều giờ
        phải cần thể tôi chúng ta mình bạn
        nó họ ông bà việc sự tên gọi rồi chỉ cả lên xuống gồm thuộc nơi nằm lâu cách hòn chiếc
    """,
}

_OTHER = {
    "russian": """
        а без более бы был была были было быть в вам вас весь во вот все всего всех вы где да даже для до его ее
        её если есть еще ещё же за и из или им их к как какая какие каким каких какого какое какой какому какую
        каком кем когда кого ком кому которая которого которой котором которую которые который которых кто куда
        ли между меня мне много может можно мы на над нам нас не него нее ней нет ни них но о об однако он она
        они оно от откуда очень по под после почему при про с сам свой своей своего свою со сколько скольких так
        также такой там те тем то того тоже той только том тот ты у уже чего чей чем через что чтобы чья чьё чьи
        эта эти это этого этой этом этот этих я является являются называется называют называется зовут звали
        находится находятся зачем отчего
        та і й це що як яка яке який які якого якій якому де коли хто чому скільки від він вона вони було були
        бути його її їх або але щоб ці цей цього через після між
        нужно надо нельзя должен должна должно должны могу можем можете могут мог могла могли следует
        обязан обязана обязаны мой моя моё мое мои моего моей наш наша наше наши ваш ваша ваше ваши тебя
        мною часто
        каков какова каково каковы какими какому насколько сколькими скольким имя имени именем своё свое своих своим
        своими своему своём своем нему ним ними нею нами вами мне ему им ей самый самая самое самые самого самой самому
        самым самом самых самими нашей нашего нашему нашим нашем наших вашей вашего вашему вашим вашем ваших моего моей
        моему моих моим моём твой твоя твоё твои оба обе обоих всей всему всеми всём эту этому этими тому теми кому
        чему чьей чьего чьих чьим прежде благодаря согласно против бывает бывают
    """,
    "greek": """
        ο η το οι τα του της των τον την τους τις στο στη στην στον στα στις στους και κι να θα με σε από απο για
        γιατί που πού πως πώς ποιος ποια ποιο ποιοι ποιες ποιον ποιου ποιας ποιών ποιους πότε πόσο πόσοι πόσα πόσες
        πόσος πόση τι είναι ήταν έχει έχουν είχε είχαν δεν μη μην αν ή ως όταν όπως αλλά αυτό αυτός αυτή αυτά αυτές
        αυτοί αυτού αυτής ένα ένας μια μία ενός μιας κατά μετά πριν μέχρι μεταξύ προς παρά χωρίς πολύ πιο επίσης
        ότι όπου οποία οποίο οποίος οποίοι οποίες εκεί εδώ ονομάζεται λέγεται βρίσκεται βρίσκονται υπάρχει υπάρχουν
        κάθε όλα όλοι όλες άλλο άλλα μόνο τότε
        μπορώ μπορεί μπορείς μπορούμε μπορείτε μπορούν μπορούσε πρέπει έπρεπε εγώ εμείς εσύ εσείς μου μας
        σας μέσα συχνά
        τη έναν όσο όσα όσοι όσες όσους όσον ώστε πόσους πόσων πόσης πόσην ποιάς ποιές ποιοί ποιό ποιά ποιόν ποιών
        ποιανού ποιανής οποίου οποίας οποίων οποίους αυτών αυτούς αυτόν αυτήν εκείνος εκείνη εκείνο εκείνα εκείνων
        κάποιος κάποια κάποιο κάποιον κανείς κανένας καμία κανένα όσες λεγόταν ονομαζόταν επειδή διότι αφού ενώ ακόμη
        ακόμα προτού έως ως σύμφωνα δηλαδή
    """,
    "hindi": """
        का के की को में से है हैं था थी थे और या एक यह वह ये वे इस उस इन उन इसके उसके इसकी उसकी इसका उसका ने पर
        भी ही तो कि जो जिस जिसे जिसके जिसकी जिसने जब तब तक लिए साथ द्वारा कर करने करता करते करती किया किए गया गई
        गए जाता जाती जाते हो होता होती होते हुआ हुई हुए रहा रही रहे क्या कौन कौनसा कौनसी कौन-सा किस किसे किसने
        किसके किसकी किसका कब कहाँ कहां क्यों कैसे कितना कितने कितनी नहीं न अपने अपनी अपना बाद पहले कुछ सभी
        अन्य अधिक बहुत सबसे दिया लिया था। वाले वाली वाला बारे नाम कहा कहते
        सकता सकती सकते सका सके चाहिए पड़ता पड़ती पड़ते पड़ेगा हूँ हूं मैं मुझे मेरा मेरे मेरी हम हमें
        हमारा हमारे हमारी आप आपका आपके आपकी
        जा जाना जाने सा सी थीं थें गईं गयी गये दी दिए दे देते लिये ली ले लेकर आई किन किनके किनका किनकी किन्हें किन्होंने
        किसको किससे किसमें किसपर कौनसे कैसा कैसी कितनों इसे उसे इसमें उसमें इनमें उनमें इससे उससे इसने उसने उन्होंने
        इन्होंने जिन जिन्हें जिनके जिनकी जिनका जिसमें जिससे जिनमें यहाँ यहां वहाँ वहां जहाँ जहां बिना हर अनुसार दौरान
        तथा एवं अथवा लेकिन परंतु किंतु बल्कि चूंकि क्योंकि रहता रहती रहते करना कराना करवाया कराया किसी कोई उसी इसी
    """,
    "arabic": """
        في من على الى إلى عن مع هذا هذه ذلك تلك التي الذي الذين اللذين ما ماذا متى
        اين أين كيف كم لماذا هل هو هي هم هن كان كانت يكون تكون كانوا قد لقد لم
        لن لا ان أن إن انه أنه إنه انها أنها بعد قبل بين كل بعض اي أي أو
        او ثم عند عندما حيث حتى منذ خلال غير سوى لدى لكن بل اذا إذا مما فيما بما
        كما مثل عليه عليها فيه فيها منه منها به بها له لها لهم اسم يسمى تسمى تم يتم
        و ف ب ل ال قام قامت يقع تقع يوجد توجد هنالك وكان وكانت وقد ومع وعلى وإلى وعن لدي لديه لديها عما ممن بأن لأن فقد
        وما ومن وفي ولا وهو وهي احد أحد اثناء أثناء نحو ضد دون هناك هنا الان ايضا أيضا
        و از به در که این آن را با است بود شد برای چه چرا کجا کی چگونه چند
        کا کے کی کو میں سے ہے ہیں تھا تھی تھے اور نے پر کیا کون کب کہاں کیوں کیسے کتنے
        بكم لأي بأي وأي فأي لمن ولمن بمن ممّ عمّ وكم فكم وهل حول حوله حولها لهذا لهذه بهذا بهذه وهذا وهذه خلاله خلالها
        بحسب وفقا عندئذ لما إذ لأنه لأنها لأنهم بأنه بأنها فإن فإنه وإن وأن وأنه ولم ولن ولكن إلا أما سواء
        إحدى إنها عليهم اسمه اسمها
        يجب يجوز يمكن يمكنني يمكننا يستطيع أستطيع ينبغي علي انا أنا نحن انت أنت
    """,
    "hebrew": """
        של את על אל עם לא כן או גם כי אם אשר זה זו זאת אלה אלו הוא היא הם הן אני אתה אנחנו היה היתה הייתה היו
        יש אין מה מי מתי איפה היכן איך כיצד כמה למה מדוע איזה איזו אילו לאן מאין בין כל כמו רק עוד אך אבל
        לפני אחרי לאחר תחת מן עד אצל ליד בתוך לפי בשל כדי נקרא נקראת נמצא נמצאת שמו שמה ביותר מאוד אותו אותה
        אותם שלו שלה שלהם בו בה בהם לו לה להם ממנו ממנה באיזו באיזה
        אפשר ניתן צריך צריכה צריכים יכול יכולה יכולים חייב חייבת חייבים מותר שלי שלנו לי לנו
    """,
    "korean": """
        이 그 저 것 수 등 및 또는 그리고 그러나 하지만 때 중 더 가장 매우 모든 어떤 어느 무엇 무엇을 무엇이
        무엇인가 무슨 누구 누가 누구인가 언제 언제인가 어디 어디에 어디인가 왜 어떻게 얼마 얼마나 몇 있는 있다
        있습니다 있나요 없는 없다 하는 한다 합니다 했다 했습니다 했나요 된다 됩니다 되었다 되었습니다 되었나요
        이다 입니다 인가 인가요 무엇입니까
        누구입니까 어디입니까 대한 대해 위해 위한 통해 따라 의해 이름 불리는 불립니까
    """,
    "armenian": "և է եւ ու որ ի մեջ համար այս այդ են էր էին ինչ ով երբ որտեղ ինչու քանի",
    "tamil": "மற்றும் ஒரு இந்த அந்த என்ன யார் எப்போது எங்கே ஏன் எப்படி எத்தனை உள்ளது ஆகும் என்று",
}

# The languages of Latin letters, which only a text's words tell apart; the others are known by their script.
FUNCTION_WORDS = {language: frozenset(words.casefold().split()) for language, words in _LATIN.items()}
# Romanian is also written with the cedillas of Turkish in place of its commas.
FUNCTION_WORDS["romanian"] |= {word.translate(str.maketrans("șț", "şţ")) for word in FUNCTION_WORDS["romanian"]}
SCRIPT_FUNCTION_WORDS = {language: frozenset(words.split()) for language, words in _OTHER.items()}
