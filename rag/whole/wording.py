"""The words by which people ask about whole documents: tables for `rag.whole.overview`. Matched against folded text."""

from __future__ import annotations

import re

from index.text.patterns import lazy_pattern

# Names of a text as a whole, with what may stand before them.
_NOUN = (
    r"articles?|documents?|docs?|texts?|reports?|papers?|books?|files?|pdfs?|pages?|stor(?:y|ies)|pieces?|essays?|"
    r"speech(?:es)?|"
    r"transcripts?|memos?|letters?|contracts?|contents?|materials?|library|collection|corpus|sources?|uploads?|posts?|"
    r"manual|novel|authors?|writers?|whole thing|artikels?|dokument(?:e|s|en)?|textes?|bericht(?:s|e)?|"
    r"aufsatz(?:es)?|buch(?:es|s)?|datei(?:en)?|"
    r"nachrichten?|meldung(?:en)?|protokolls?|vertrag(?:e?s)?|artículos?|documentos?|textos?|informes?|libros?|"
    r"archivos?|noticias?|contratos?|actas?|rapports?|livres?|contrats?|nouvelles?|"
    r"articol[oi]|document[oi]|test[oi]|libr[oi]|relazion[ei]|"
    r"(?:os? )?(?:artigos?|livros?|relatórios?|documentos?|textos?)|artikelen|documenten|"
    r"teksten|tekst|boeken|boek|verslag|стать[яюи]|документ(?:а|ы)?|текст(?:а|ы)?|книг[ау]|отч[её]т(?:а)?|المقال(?:ة)?|النص|"
    r"الوثيقة|المستند|الكتاب|التقرير"
)
_BEFORE = (
    r"the|this|that|these|those|my|our|your|its|all|each|every|both|any|whole|entire|full|complete|attached|uploaded|"
    r"above|given|provided|following|indexed|current|original|main|news|research|of|one|two|three|"
    r"im|beim|dem|den|der|des|das|die|diese[nmrs]?|ganze[nmrs]?|alle[nr]?|el|la|los|las|este|esta|estos|del|todo|todos|le|"
    r"les|ce|cet|cette|il|lo|gli|questo|questa|questi|het|de|dit|deze|эту|этот|весь|всю|هذا|هذه"
)
A_WORK = lazy_pattern(_NOUN)
WORK_NOUN = rf"(?:(?:{_BEFORE})\s+|(?:l|d|dell|dall|quest)')*(?:{_NOUN})"
WORK = rf"{WORK_NOUN}|everything|all(?: of)?(?: (?:it|this|that|them))?|each(?: one)?|alles|todo"

# Articles of one thing, in other languages: "das Protokoll".
ARTICLES = (
    "im|beim|der|die|das|dem|den|des|diese[mrs]?|el|la|este|esta|le|cet|cette|il|lo|questo|questa|o|het|de|dit|deze"
)

LANGUAGE = (
    "english|german|french|spanish|italian|portuguese|dutch|polish|russian|chinese|japanese|korean|arabic|turkish|"
    "swedish|danish|norwegian|czech|greek|hindi|deutsch|englisch|französisch|spanisch|español|inglés|alemán|francés|"
    "français|anglais|allemand|espagnol|italiano|inglese|português|inglês|nederlands|engels"
)
# How the answer is to be: it does not change what is asked.
MANNER = (
    r"please|pls|thanks|thank you|for me|for us|briefly|shortly|quickly|concisely|simply|clearly|in detail|in brief|"
    r"in short|"
    r"in a nutshell|overall|in general|altogether|as a list|as bullet points|in bullet points|with bullet points|"
    r"as (?:a )?bullet(?:ed)?(?: point)? lists?|in order|"
    r"(?:in|with|using|under) (?:(?:about|around|at most|no more than|less than|max(?:imum)?|up to|under|exactly|"
    r"just|only) )?"
    r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|ten|a few|a couple of|few|some)(?:[- ](?:short|brief|"
    r"simple|concise|plain))?[- ]?"
    r"(?:sentences?|words?|paragraphs?|lines?|bullets?|bullet points?|points?|pages?|"
    r"minutes?)(?: or (?:less|fewer|so))?|"
    r"in (?:simple|plain|your own|layman's|everyday)(?: (?:words|terms|english|language))|with citations?|"
    r"with quotes|with sources|"
    rf"(?:in|auf|en|em|into) (?:{LANGUAGE})|for (?:a|an) [\w -]{{3,30}}|"
    r"for (?:my|our|the) (?:boss|manager|team|class|teacher|students?|colleagues?|kids?|children|mum|mom|dad|friends?|"
    r"clients?|board|director)|like i'm five|like i am five|to me|bitte|kurz|por favor|brevemente"
)

_KIND = (
    r"(?:(?:an?|the|your|its|some|my|una?|eine|une) )?(?:(?:short|brief|quick|concise|executive|detailed|long|"
    r"longer|general|high[- ]level|full|"
    r"complete|good|simple|nice|(?:one|two|three|single|\d+)[- ](?:paragraph|page|sentence|line|word)|bullet[- ]point|"
    r"overall|comprehensive|"
    r"rough|basic|structured|broad|total|topline|top-line|kurze|breve)[ ,]+)*"
)
_OF = r"(?: (?:of|for|on|about|to|from|in|von|der|des|vom|über|de|del|sobre)(?: (?P<rest>.+))?)?"
# Such a word may be followed by nothing or by the text's name, but not by a topic.
_MAIN = (
    r"(?:(?:the|its|their|some|all|your|any|top|my) |(?:\d+|three|four|five|six|seven|ten) )*(?:main|key|central|"
    r"major|most important|"
    r"principal|core|primary|chief|essential|important|biggest|top|crucial|critical|overall|big|salient|"
    r"general)(?: (?:\d+|three|five))?"
)
_POINT = (
    # One result, finding or conclusion is a thing to look for.
    r"(?:points?|take-?aways?|take aways?|findings|ideas?|messages?|arguments?|conclusions|claims?|themes?|"
    r"topics?|facts?|"
    r"insights?|results|learnings?|lessons?|highlights?|things|statements?|theses|thesis|issues?|subjects?|"
    r"aspects?|concepts?|"
    r"takeaway points?|contents?|parts?)"
)
_PIECES = "recipes|dishes|stories|poems|songs|exercises|experiments|lessons|modules|entries|essays|projects"
_BY_TEXT = (
    r"(?: (?:that )?(?:(?:are |were |is )?(?:made|discussed|covered|raised|presented|addressed|mentioned|given|"
    r"stated|treated|"
    r"to remember|to know|here)|made))?"
)
_ONE_MAIN = r"(?:main|central|overall|general|core|key|basic|principal|primary|overarching)"
_WHAT = (
    r"(?:(?:what(?:'s|s| is| are| were| was)|list|name|state|identify|highlight|extract|find|outline|enumerate|"
    r"summari[sz]e|was sind|cuáles son|cuál es|"
    r"(?:an? |the )?(?:\w+ )?(?:summary|list|overview) of) )?"
)

# Texts that are called so: whether there is one, the titles tell.
CALLED = lazy_pattern(
    r"\b(?:minutes|faqs?|handbook|notes|brochure|leaflet|flyer|thesis|cv|résumé|readme|changelog|protokoll|handbuch)$"
)

_FILES = r"(?:documents?|docs|files?|articles?|texts?|sources?|pdfs?|papers?|books?|dokumente|documentos)"
_HELLO = r"(?:hi|hiya|hello|hey|good (?:morning|afternoon|evening|day))(?: there| footnote| all| everyone)?"
# What is asked of the library, or said to it, and not of any text; matched whole. Of greetings and thanks only the
# English ones: the others stand in `rag.whole.greeting`.
LIBRARY_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (shape, lazy_pattern(pattern))
    for shape, pattern in (
        (
            "documents",
            rf"(?:what|which) {_FILES} (?:do you (?:have|know|hold|see)|(?:are|is) (?:there|available|"
            rf"indexed|loaded|stored|in (?:the|my|your|this) (?:library|index|collection))|"
            rf"(?:have|did) (?:i|we|you) (?:add(?:ed)?|upload(?:ed)?|index(?:ed)?)|can (?:i|you|we) "
            rf"(?:ask about|ask|search|read|access|see|use))",
        ),
        (
            "documents",
            r"(?:welche|was für) (?:dokumente|dateien|texte) (?:gibt es|hast du|haben (?:wir|sie)|sind vorhanden)|"
            r"qué (?:documentos|archivos|textos) (?:hay|tienes|tenemos|están disponibles)|"
            r"quels (?:documents|fichiers|textes) (?:y a-t-il|as-tu|avez-vous|sont disponibles)|"
            r"(?:quali|che) (?:documenti|file|testi) (?:ci sono|hai|avete)|"
            r"(?:que|quais) (?:documentos|arquivos|textos) (?:há|existem|você tem|tens)|"
            r"welke (?:documenten|bestanden|teksten) (?:zijn er|heb je|hebben we)|"
            r"(?:这里|这儿)?有(?:哪些|什么)(?:文档|文件|文章)",
        ),
        (
            "documents",
            rf"(?:please )?(?:list|show|name)(?: me)?(?: all)?(?: of)?(?: the| my| your)?"
            rf"(?: indexed| uploaded| available)? {_FILES}",
        ),
        (
            "documents",
            rf"how many {_FILES} (?:are there(?: (?:here|in (?:the|my|your|this) (?:library|index|collection)))?|"
            rf"do (?:you|i|we) have|(?:have|did) (?:i|we|you) (?:add(?:ed)?|upload(?:ed)?|index(?:ed)?)|"
            rf"are (?:available|indexed|loaded|in (?:the|my|your|this) (?:library|index|collection)))",
        ),
        (
            "documents",
            r"what(?:'s|s| is) (?:the|its) (?:title|headline)",
        ),
        (
            "documents",
            r"what (?:can|could|should) i ask(?: you)?(?: about| for)?|what do you know(?: about)?|"
            r"what(?:'s| is) in (?:the|my|your|this) (?:library|index|collection)",
        ),
        (
            "greeting",
            rf"{_HELLO}|(?:{_HELLO}[,.! ]+)?how are you(?: doing)?(?: today)?",
        ),
        (
            "help",
            r"help(?: me)?|(?:can|could) you help(?: me)?|i need help|what can you do(?: for me)?|"
            r"(?:who|what) are you|what is footnote|how (?:does (?:this|footnote)|do you) work|"
            r"how (?:do|can) (?:i|we) use (?:this|you|footnote)",
        ),
        (
            "thanks",
            r"(?:(?:ok(?:ay)?|great|perfect|cool|super)[,.! ]*)?"
            r"(?:thanks?(?: you)?(?: (?:so|very) much| a lot)?|thx|cheers)"
            r"(?:[,.! ]+(?:that|this|it) (?:really )?(?:helped|helps|was (?:very )?helpful|is (?:all|great|perfect)))?|"
            r"ok(?:ay)?|great|perfect|cool|bye|goodbye|good bye",
        ),
        (
            "writing",
            r"(?:(?:please|can you|could you|would you|will you|i want you to|i need you to) )*"
            r"(?:(?:translate|rewrite|rephrase|paraphrase) (?:the|this|that|it|everything|all|my|these|each)\b.*|"
            r"(?:write|draft|compose|create|make|generate|give|tell)(?: me| us)? (?:an?|the|some|two|three|\d+) "
            r"(?:[\w-]+ ){0,3}(?:tweets?|social media posts?|poems?|haikus?|limericks?|essays?|blog posts?|"
            r"press releases?|songs?|quiz(?:zes)?|slides?|presentations?|jokes?)(?: (?:about|on|of|for|from|with|in|"
            r"based)\b.*)?|(?:quiz|test) (?:me|us)(?: (?:on|about)\b.*)?|"
            r"ask me (?:some )?questions?(?: (?:on|about)\b.*)?)",
        ),
    )
)

# Shape, whether only a text's own name may follow, whether it has a name of a text (`A_WORK`), and the form.
QUESTION_FORMS: tuple[tuple[str, bool, bool, re.Pattern[str]], ...] = tuple(
    (shape, strict, WORK_NOUN in pattern, lazy_pattern(pattern))
    for shape, strict, pattern in (
        # A contract ends when its term does.
        ("end", True, rf"^how (?:does|do|did) (?P<rest>(?!.*contract){WORK_NOUN}) (?:end|close|conclude|finish)"
                      rf"(?: up)?$"),
        ("end", True, r"^how (?:does|did) (?P<rest>it|this) (?:end|close|conclude|finish)(?: up)?$"),
        ("end", True, rf"^(?:what|how) (?:does|do|did) (?P<rest>{WORK_NOUN}) (?:conclude|(?:end|close|finish) with)$"),
        ("end", True, r"^(?:quote |read |show |what(?:'s|s| is| are) |how (?:does|do) )?(?:the |its )?"
                      r"(?:conclusion|ending|(?:last|final|closing) (?:\w+ )?(?:paragraph|sentence|line|word)s?)"
                      r"(?: (?:say|read))?"
                      r"(?: (?:of|in) (?P<rest>.+))?$"),
        ("beginning", True, rf"^how (?:does|do|did) (?P<rest>{WORK_NOUN}) (?:begin|start|open)$"),
        ("beginning", True, r"^how (?:does|did) (?P<rest>it|this) (?:begin|start|open)$"),
        ("beginning", True, r"^(?:quote |read |show |what(?:'s|s| is| are) |how (?:does|do) )?(?:the |its )?"
                            r"(?:(?:first|opening) (?:\w+ )?(?:paragraph|sentence|line)s?)(?: (?:say|read))?"
                            r"(?: (?:of|in) (?P<rest>.+))?$"),
        ("gist", True, r"^(?:quote |find |show |what(?:'s|s| is) )?(?:the )?(?:single )?"
                       r"(?:most (?:important|interesting)|key|main|central|core|best) "
                       r"(?:sentence|line|quote|quotation|passage|statement)(?: (?:of|in|from) (?P<rest>.+))?$"),
        ("gist", True, rf"^what (?:does|do|did) (?P<rest>{WORK_NOUN}) (?:think|believe|claim|maintain|mean|"
                       rf"(?:want|try) to (?:say|tell(?: us)?|show|prove))$"),
        ("gist", True, rf"^what(?:'s|s| is| are) (?P<rest>{WORK_NOUN})'s (?:own )?(?:opinions?|views?|positions?|"
                       rf"stance|point of view|perspective|take)$"),
        ("gist", True, r"^in (?:a nutshell|short|brief|a few words)$"),
        ("points", True, r"^(?:the |my |some )*(?:top )?"
                         r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)(?: \w+)? "
                         r"(?:take-?aways|take aways|points|facts|highlights|insights|lessons|learnings|bullets|"
                         r"bullet points|sentences)(?: to (?:remember|know|take away))?"
                         r"(?: (?:of|in|from|on|about) (?P<rest>.+))?$"),
        ("gist", True, rf"^(?:what(?:'s|s| is| was) )?(?:the |its )?(?:{_ONE_MAIN} )?(?:topic|theme|thesis|"
                       rf"subject matter)(?: of (?P<rest>.+))?$"),
        ("gist", True, rf"^(?:what(?:'s|s| is| was) )?(?:the |its )?{_ONE_MAIN} (?:point|idea|message|argument|"
                       rf"claim|conclusion|subject|purpose|story)(?: (?:of|in) (?P<rest>.+))?$"),
        ("points", False, r"^(?:summari[sz]e|outline|sum up) (?:each|every|all)(?: of| the| its)* (?:sections?|"
                          r"chapters?|parts?|headings?)(?: (?:of|in|from) (?P<rest>.+))?$"),
        ("gist", True, rf"^(?:what(?:'s|s| is| was) )?(?P<rest>{WORK_NOUN})'s (?:{_ONE_MAIN} )?(?:point|idea|"
                       rf"message|argument|claim|conclusion|subject|purpose|topic|theme|thesis)$"),
        ("gist", True, r"^(?:tell (?:me|us) |explain |describe )?what (?P<rest>.+?) (?:is|are|was) (?:all |mainly |"
                       r"mostly )?(?:about|saying)$"),
        ("gist", True, r"^what(?:'s|s| is| are) (?P<rest>.+?) (?:saying|telling(?: us)?|discussing|covering|arguing)$"),
        ("gist", True, r"^what (?:happens|happened) in (?P<rest>.+)$"),
        ("points", True, rf"^{_WHAT}(?P<rest>{WORK_NOUN})'s {_MAIN} {_POINT}$"),
        # Before the summaries: "summarise the main points of the article".
        ("points", True, rf"^{_WHAT}{_MAIN} {_POINT}{_BY_TEXT}(?: (?:of|in|from|for|to|by) (?P<rest>.+))?$"),
        ("points", True, rf"^{_WHAT}(?:the |its |some )?(?:take-?aways?|take aways|highlights|"
                         rf"bullet points)(?: (?:of|in|from|for) (?P<rest>.+))?$"),
        ("points", True, rf"^what {_POINT} (?:does|do|did) (?P<rest>.+?) (?:make|draw|reach|cover|discuss|raise|"
                         rf"address|present|deal with|treat|talk about)$"),
        ("points", True, r"^(?:what|which) (?:topics?|themes?|issues?|subjects?|points?|aspects?) (?:are|is|were|"
                         r"get) (?:covered|discussed|raised|addressed|treated|dealt with|made)(?: (?:in|"
                         r"by) (?P<rest>.+))?$"),
        ("points", True, r"^what (?:should|can|do) (?:i|we|one) (?:take away|learn|know|remember|need to know) (?:from|"
                         r"of|about) (?P<rest>.+)$"),
        ("points", True, r"^what (?:are|were) the (?:points|topics|themes|findings|conclusions|highlights|"
                         r"take-?aways)(?: (?:of|in|from) (?P<rest>.+))?$"),
        ("points", True, r"^(?:was sind |nenne (?:mir )?)?die (?:wichtigsten|zentralen|wesentlichen) (?:punkte|"
                         r"aussagen|thesen|themen|erkenntnisse)(?: (?:von|in|aus)? ?(?P<rest>.+))?$"),
        ("points", True, r"^(?:cuáles son )?(?:los |las )?(?:puntos|ideas|temas|conclusiones) (?:principales|clave|"
                         r"centrales|más importantes)(?: (?:de|del|en) (?P<rest>.+))?$"),
        ("outline", False, rf"^(?:what(?:'s|s| is) )?{_KIND}(?:outline|structure|table of contents|toc|"
                           rf"organi[sz]ation|layout|gliederung|inhaltsverzeichnis|esquema){_OF}$"),
        ("outline", False, r"^outline (?P<rest>.+)$"),
        ("outline", True, r"^how (?:is|are) (?P<rest>.+?) (?:structured|organi[sz]ed|laid out|divided|built up|"
                          r"arranged)$"),
        ("outline", True, r"^(?:list|name|enumerate|what are|which are|what|which|how many)(?: (?:me|out|all|of|"
                          r"each|every|the|different|its))* (?:sections?|headings?|chapters?|headlines|"
                          r"subheadings?)(?: (?:are|is) there| there are)?(?: (?:of|in|from) (?P<rest>.+))?$"),
        # What a collection holds stands in its headings.
        ("outline", True, rf"^(?:what|which|how many) (?P<pieces>{_PIECES}) (?:are there|there are|are (?:in|"
                          rf"covered in|described in) (?:here|there)|do you (?:have|know))"
                          r"(?: (?:of|in|from) (?P<rest>.+))?$"),
        ("outline", True, rf"^(?:list|name|show me) (?:me )?(?:all|every|each)(?: of)?(?: the| my| your)? "
                          rf"(?P<pieces>{_PIECES})(?: (?:of|in|from) (?P<rest>.+))?$"),
        ("outline", True, rf"^(?:what|which|how many) (?:{_PIECES}) are in (?P<rest>.+)$"),
        ("outline", True, rf"^(?:what|which|how many) (?:sections?|headings?|chapters?|{_PIECES}) (?:does|"
                          r"do) (?P<rest>.+?) (?:have|contain)$"),
        # The part of a text that draws its conclusion; where it has none, this is an ordinary question.
        ("summary", True, r"^what(?:'s|s| is| was| are| were) (?P<rest>the (?:introduction|conclusions?|discussion|"
                          r"preface) (?:of|in|from) .+)$"),
        ("summary", True, r"^(?:summari[sz]e|sum up|recap) what(?:'s| is| are)? (?:said |written |contained )?(?:in|"
                          r"inside) (?P<rest>.+)$"),
        ("summary", True, r"^(?:summari[sz]e|sum up|recap) what (?P<rest>.+?) (?:says?|argues?|covers?|contains?|"
                          r"is about|are about)$"),
        ("summary", True, r"^(?:summari[sz]e|sum|recap) (?P<rest>.+) up$"),
        ("summary", False, r"^(?:(?:shortly|kurz|just) )?(?:summari[sz]e|summerize|sumarize|sumarise|summarie?s|sum|"
                           r"recap|condense|abridge|boil down|precis|synopsi[sz]e)(?: up)?(?: (?P<rest>.+))?$"),
        ("summary", False, rf"^(?:what(?:'s|s| is) )?{_KIND}(?:summary|sumary|summery|summarization|summarisation|"
                           rf"synopsis|recap|overview|abstract|précis|digest|rundown|run-down|breakdown|"
                           rf"zusammenfassung|überblick|resumen|résumé){_OF}$"),
        ("summary", False, r"^(?:the |an? )?(?:tl;? ?dr|too long;? (?:didn't|did not) read)[:,]?(?: (?:of |"
                           r"for )?(?P<rest>.+))?$"),
        ("summary", True, r"^(?:walk|take|run|guide) (?:me|us) through (?P<rest>.+)$"),
        ("summary", False, r"^(?:bitte )?fass(?:e|en sie|t)? (?P<rest>.+?) (?:kurz |bitte |knapp )*zusammen$"),
        ("summary", False, r"^(?P<rest>.+) zusammenfassen$"),
        ("summary", False, r"^(?:resume|resumir|resúme(?:me|lo|nos)?|resumen de|sintetiza|"
                           r"résume[rz]?)(?: (?P<rest>.+))?$"),
        ("summary", False, r"^(?:riassumi|riassumere|riassunto|sintetizza|resuma|resume|resumir|resumo|samenvatting|"
                           r"synthèse|(?:fais|faites)(?:-moi)? un résumé|fai(?:mi)? un riassunto|faça um resumo|"
                           r"maak een samenvatting|кратко (?:изложи|перескажи)|резюмируй|сделай резюме|перескажи|"
                           r"لخص(?: لي)?|ملخص)(?: (?:de|du|des|di|del|do|da|van))?(?: (?P<rest>.+))?$"),
        ("summary", False, r"^(?:vat|vatten) (?P<rest>.+?) (?:kort |even )*samen$"),
        ("summary", True, r"^(?:请|請)?(?:帮我|幫我|给我|給我|你能|能)?(?:简要|简单|简短|簡要)?(?:地)?"
                          r"(?:总结|概括|概述|归纳|摘要|總結|歸納)"
                          r"(?:一下|下)?(?:(?:这|這|那|本|该)?(?:篇|份|个|個|本)?"
                          r"(?:文章|文档|文件|报告|全文|内容|文本|書|书|文檔|報告)(?:的内容)?)?$"),
        ("summary", True, r"^(?:この|その|以下の|次の)?(?:記事|文書|文章|テキスト|資料|レポート|報告書|本文)?"
                          r"(?:の|を)?(?:内容を?)?"
                          r"(?:簡単に|短く)?"
                          r"(?:要約|まとめ)(?:して|をして|を作って|てください|して(?:ください|下さい)|をお願いします|お願いします)?$"),
        ("gist", False, r"^(?:what(?:'s|s| is) )?(?:the |its )?(?:gist|essence|bottom line|upshot|big picture|"
                        r"long and short|nub|crux)(?: of (?P<rest>.+))?$"),
        ("gist", True, r"^(?:explain |describe )?(?P<rest>.+?) in (?:a nutshell|brief|a few words|short|"
                       r"one sentence)$"),
        ("gist", True, r"^in (?:a nutshell|short|brief|a few words)[,:]? what (?:is|does|are|"
                       r"do) (?P<rest>.+?)(?: (?:all )?about| say)?$"),
        ("gist", True, r"^what(?:'s|s| is| are| was| were) (?P<rest>.+?) (?:all |mainly |mostly |basically |really |"
                       r"actually |generally )*(?:about|concerned with|on about)$"),
        ("gist", True, r"^what (?:does|do|did) (?P<rest>.+?) (?:say|cover|discuss|deal with|report on|"
                        r"(?:talk|write|speak) about|contain|"
                       r"describe|argue|tell(?: (?:me|us))?)$"),
        ("gist", True, r"^what(?:'s|s| is| are) (?:written |said |contained |discussed )?(?:in|inside) (?P<rest>.+)$"),
        ("gist", True, r"^(?:tell (?:me|us) |what can you tell me )?about (?P<rest>.+)$"),
        ("gist", True, rf"^(?P<rest>(?:the|this|that) {WORK_NOUN})$"),
        ("gist", True, r"^what(?:'s|s| is) (?P<rest>this)$"),
        ("gist", True, rf"^what(?:'s|s| is) (?P<rest>this {WORK_NOUN})$"),
        ("gist", True, rf"^what (?:kind|sort|type) of {WORK_NOUN} is (?P<rest>this|it)$"),
        ("gist", True, r"^(?:describe|explain|introduce|present) (?P<rest>.+)$"),
        ("gist", True, r"^what(?:'s|s| is) (?:the )?(?:purpose|point|message|idea|argument) of (?P<rest>.+)$"),
        ("gist", True, r"^(?:worum geht es|wovon handelt|um was geht es|worüber handelt)(?: (?:(?:in|bei|es in) )?"
                       r"(?P<rest>.+))?$"),
        ("gist", True, r"^¿?(?:de qué (?:trata|va|habla)|sobre qué es|de quoi (?:parle|traite)|"
                       r"di (?:che )?cosa (?:parla|tratta)|de que (?:trata|fala))(?: (?P<rest>.+))?$"),
        ("gist", True, r"^waar (?:gaat|handelt) (?P<rest>.+?) over$"),
        ("gist", True, r"^(?:这|這|那|本|该|該)?(?:篇|份|个|個|本)?(?:文章|文档|文件|报告|文本|书|書|文檔|報告)"
                       r"(?:主要|大概)?(?:讲|講|说|說|介绍|介紹|谈|談|写|寫)(?:的是|了|的)?(?:些|一些)?(?:什么|什麼)(?:内容|內容)?$"),
    )
)  # fmt: skip

ASKED_FOR = (
    r"(?:(?:please )?(?:list|name|enumerate|extract|find|identify|collect|get|pull out|give|show|what are|which are|"
    r"who are|"
    r"what were|who were|are there|is there|nenne|liste|enumera|lista)(?: (?:me|us|out|up))*|(?:an? |"
    r"the )?(?:complete |full |"
    r"exhaustive )?list(?: of)?|(?:the )?names of)(?: (?:an?|the|all|every|each|any|of|complete|full|list|alle|"
    r"todos|todas|los|las|die))*"
)
# Said of things in a text. The second row is only said so where the text is named: "found in the article".
NAMED = (
    r"(?: (?:(?:that|which|who) )?(?:(?:is|are|was|were|gets?|get|have been|has been|werden|wird|se) )?"
    r"(?:(?:mentioned|named|listed|discussed|cited|quoted|referenced|referred to|given|talked about|spoken of|"
    r"genannt|erwähnt|mencionad[oa]s|nombrad[oa]s|mencionan|nombran|citan)|"
    r"(?:found|used|included|contained|covered|present|there)(?= (?:in|by) ))|"
    r" (?:(?:that|which|who) )?(?:appears?|occurs?|come up|comes up|shows? up|features?|aparecen)|"
    r" (?:are|is|werden)(?= in )| (?:werden )?in .{3,30}(?= (?:genannt|erwähnt)$)| that there are)"
)

# Rows of what can be listed, and the words for it.
THINGS: dict[str, tuple[str, ...]] = {
    "countries": (
        "countries", "country", "nations", "nation", "länder", "staaten", "países",
    ),
    "places": (
        "places", "place", "locations", "location", "geographic names", "place names", "orte", "lugares",
    ),
    "people": (
        "people", "person", "persons", "individuals", "individual", "characters", "who", "whom",
        "names of people", "people's names", "personen", "personas",
    ),
    "organisations": (
        "organisations", "organisation", "organizations", "organization", "orgs", "institutions",
        "institution", "companies", "company", "agencies", "organisationen", "organizaciones",
    ),
    "names": (
        "names", "name", "proper names", "entities", "named entities", "proper nouns", "namen", "nombres",
    ),
    "dates": (
        "dates", "date", "points in time", "daten", "fechas",
    ),
    "years": (
        "years", "year", "jahre", "años",
    ),
    "numbers": (
        "numbers", "number", "figures", "statistics", "statistic", "stats", "numeric values", "data points",
        "numerical values", "quantities", "zahlen", "cifras", "números",
    ),
    "percentages": (
        "percentages", "percentage", "percents", "prozentzahlen", "porcentajes",
    ),
    "sums of money": (
        "sums of money", "amounts of money", "money amounts", "amounts", "sums", "prices", "dollar amounts",
        "monetary amounts",
    ),
    "quotations": (
        "quotations", "quotation", "quotes", "quote", "direct quotes", "quoted statements", "zitate", "citas",
    ),
    "abbreviations": (
        "abbreviations", "abbreviation", "acronyms", "acronym", "abkürzungen", "siglas",
    ),
    "addresses": (
        "links", "link", "urls", "url", "web addresses", "websites",
    ),
    "e-mail addresses": (
        "e-mail addresses", "email addresses", "e-mail address", "email address", "emails", "e-mails",
    ),
    "phone numbers": (
        "phone numbers", "phone number", "telephone numbers", "telephone number", "telefonnummern",
    ),
}  # fmt: skip
