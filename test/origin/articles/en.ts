import type { Article } from '../article.ts'
import { h, list, p, picture, quote, see, site, tag } from './blocks.ts'

export const en: Article[] = [
  {
    id: '300412',
    edition: 'en',
    section: 'world',
    title: 'The Elmwater footbridge opens, and nobody quite knows how to stop walking over it',
    deck: 'After twenty-two months of scaffolding, 14,300 people crossed on the first day. Some of them did it nine times.',
    author: 'Odalys Fenwhistle',
    published: '2026-03-18T06:45:00Z',
    tags: ['transport', 'old town', 'crafts & trades'],
    pages: [
      [
        p(
          'There was meant to be a ribbon. It had been ordered in good time, forty metres of it, in the dark green of the Elmwater ferries, and at half past five on Wednesday morning it was still in its box at the post office. So the footbridge between Grey Heron Bay’s ',
          tag('old town'),
          ' and the north bank was opened with a length of washing line instead, held at one end by the harbour engineer and at the other by the woman who owned it.',
        ),
        p(
          '“I’ll want that back,” said Hesper Quillon, 58, whose kitchen window looks straight down the deck. She had hung her sheets to the north for almost two years, because the south line was in the way of a crane. “They can have the pegs.”',
        ),
        picture('footbridge-dawn', 'First light on the new deck, seen from the north landing on Wednesday.'),
        p(
          'The bridge is 186 metres long and was closed when an inspector put a thumb through a handrail. What followed was slower and odder than anyone had planned. The first scheme would have replaced all 11,480 rivets with bolts & plates; the second, which won by a single vote, set up a small forge under the second pier and did the work hot, the way it was done the first time.',
        ),
        h('A trade learned twice'),
        p(
          'Only one person in the city had ever headed a rivet for a living. Master Gui, who asked that her first name be left out because “it takes too long to shout”, trained four apprentices in a borrowed boathouse. They practised with potatoes: one threw, one caught in a tin funnel, and anything that landed in the river was dinner lost. The bay’s register of ',
          tag('crafts & trades', 'crafts and trades'),
          ' now lists five riveters, which is five more than it did three years ago.',
        ),
        quote('A bolt is a promise. A rivet is a handshake.', 'Master Gui, who ran the forge'),
        picture(
          'footbridge-rivets',
          'The new rivets were left unpainted so that inspectors can tell them apart.',
        ),
        p(
          'The deck is old elm from Chestnut Rise. The gaps between the boards are wider than 5 mm and narrower than 10 mm, a rule the foreman chalked on every trestle as “5 < gap < 10”, and which the wheelchair users’ panel tested with eleven different sets of wheels. Ilse Tarrowby, who chairs the panel, crossed with a full cup of tea in her lap. “I spilled some,” she reported, “but only because a dog said hello.”',
        ),
        h('What it costs, and what it saves'),
        list(
          'Cost: 6,240,000 crowns, about 4% under the estimate.',
          'Walk saved between the two banks: 25 minutes each way.',
          'Stalls at the bridgeheads: twelve, drawn by lot every month.',
          'Speed limit for bicycles: zero. Please get off and push.',
        ),
        p(
          'Not everyone has gained. Aldous Pym ran a rowing-boat crossing while the bridge was shut, and carried on some days more than 300 people in a boat built for nine. He has sold it to the ',
          see('library barge', '300447'),
          ', which needed a tender, and will be spending the money on a pair of shoes. “I have not walked to work since I was forty,” he said. “I’m told it’s all the rage.”',
        ),
        p(
          'The city’s ',
          tag('transport'),
          ' office will publish footfall every Monday, and twelve sensors under the deck report how far the span is moving at any moment. The numbers are open to all on the ',
          site('bridge watch page', 'https://bridge-watch.example/live?span=elm&unit=mm&lang=en'),
          '. At noon on the first day the needle jumped: a school brass band had stopped in the middle and begun to march on the spot.',
        ),
        p(
          'The ribbon arrived on Thursday. It has been cut into 186 pieces, one for each metre, and given to the children who guessed the number of rivets most nearly. The closest was out by two.',
        ),
      ],
    ],
  },
  {
    id: '300425',
    edition: 'en',
    section: 'science',
    title: 'One hundred and forty years of “rather damp”',
    deck: 'The weather notebooks of Fernstone were kept by eleven people who never missed a morning. Now 600 volunteers are typing them up.',
    author: 'Barnaby Okonjo-Reed',
    published: '2026-08-30T09:30:00Z',
    tags: ['climate', 'research', 'reading'],
    pages: [
      [
        p(
          'At eight o’clock every morning since the spring of 1886, somebody in the hill town of Fernstone has walked out to a white box on legs, opened its door, and written down what was inside. The box has been replaced six times. The habit has not been replaced at all.',
        ),
        p(
          'The result fills 163 notebooks, most of them bound in the same brown cloth, on three shelves of the town’s former pump room. Each line gives the temperature, the pressure, the rain, the wind, and a remark. The remarks are what people come to read. “Rather damp,” says the entry for a day on which, according to the next column, four inches of rain fell.',
        ),
        picture(
          'notebook-shelf',
          'Part of the notebook shelf in the pump room. The gap is a volume out for repair.',
        ),
        h('Eleven pairs of hands'),
        p(
          'Eleven observers have kept the record, and the volunteers who are now transcribing it say they know each of them by their handwriting. The second, a schoolmistress called Euphemia Sallow, made her sevens like gallows. The fifth could not abide a blank space and drew very small birds in it. The eighth, a baker, left a floury thumbprint on the corner of nearly every page for nineteen years.',
        ),
        p(
          'The transcription began two winters ago as an evening class in ',
          tag('reading', 'reading old handwriting'),
          ". Nine people came. The teacher, Tobiah Marl, ran out of parish registers by the third week and fetched a weather notebook to fill the hour. “They stayed until the caretaker turned off the lights,” he said, “and then they stood in the street and argued about whether it said 'fog' or 'frog'.” (It said frog.)",
        ),
        p(
          'Word travelled. There are now 612 volunteers, some of them half a world away, each working from photographs of a few pages at a time. Every page is typed by three people who cannot see one another’s work, and a number counts only if two agree. So far they have entered 1,874,206 readings. The agreement rate for temperature is 98.6%; for the remarks it is about two thirds, since nobody can agree on commas.',
        ),
        quote(
          'You start by wanting the numbers. Then you find you are worried about a man’s cough in 1911, and you turn the page to see whether he is better.',
          'Tobiah Marl, who leads the transcription',
        ),
        p(
          'He was better. The cough belonged to the fourth observer, Jethro Vane, who recorded it for six weeks under “wind”. It is one of several things that the columns were never meant to hold. Others include the price of lamp oil, a recipe for quince paste, the arrival of the first motor-car (“loud; SW; gone by noon”), and the single longest word in the archive, a local name for the greaser of salt-mill bearings: saltpanwindwheelgreasekeepersunderapprenticesassistant.',
        ),
        p(
          'That last was written in 1902 across both pages of an open notebook, straight through the rainfall. Two of the three transcribers typed it in full. The third wrote “[long word]” and has been teased about it ever since.',
        ),
      ],
      [
        h('What the numbers say'),
        p(
          'For the scientists waiting at the other end, the charm is a bonus. Long, unbroken records from hill country are rare, and one kept in the same garden is rarer still. Dr Perpetua Lindqvale of the Upland Institute calls it “the nearest thing we have to a thermometer with a memory”. Her group has already used the first ninety years to check the ',
          tag('climate', 'climate models'),
          ' that describe how much snow lies above the town, and for how long.',
        ),
        p(
          'Some findings are plain. The last frost of spring now comes sixteen days earlier, on average, than it did when Euphemia Sallow was making her sevens. Mornings with lying snow have fallen from 71 a year to 38. Others are more puzzling: there is a run of seven summers in the 1930s when the wind at eight o’clock hardly ever came from the east, and nobody yet knows why.',
        ),
        list(
          'Hottest morning: 29.4 °C, with the remark “dog under table”.',
          'Coldest: −23.9 °C, “ink froze; this is pencil”.',
          'Wettest day: 112 mm, “rather damp”.',
          'Most common remark: “as yesterday”, 4,118 times.',
        ),
        p(
          'There were errors to find, too. In 1957 the box was moved eleven paces to make way for a rhubarb bed, and the mornings grew warmer by half a degree overnight. It took ',
          tag('research', 'the research team'),
          ' a month to work out what had happened, and a volunteer in another country four minutes: she had read the remark, which said, “Box moved. Rhubarb.”',
        ),
        h('The eleventh observer'),
        p(
          'The present observer is Winnow Hart, 34, a bicycle mechanic, who took over when the tenth retired at ninety. She has been late once, by a minute, and wrote that down. The station has had an electronic logger since 2009, which reports every ten seconds to the ',
          site(
            'public weather service',
            'https://weather-service.example/upland?station=fernstone&since=1886',
          ),
          '. She still goes out. “The logger doesn’t do remarks,” she said.',
        ),
        picture(
          'bluesand-glacier-edge',
          'The edge of Bluesand Glacier, visible from Fernstone on a clear morning.',
        ),
        p(
          'On clear days the notebooks mention Bluesand Glacier, white on the skyline to the west, and the volunteers have begun to collect those lines as well. The team that measures the ice with bamboo poles (',
          see('our report from the camp', '300468'),
          ') has only twenty-five summers of its own to go on. The notebooks may be able to lend it another hundred, if somebody can decide what the sixth observer meant by “mountain lower today”.',
        ),
        p(
          'The last volume should be finished by Christmas. Everything is to be published without charge, photographs beside typing, remarks beside numbers, with every disagreement between the three typists left in. Mr Marl insisted on that. An archive that shows no doubts, he said, is only hiding them, and a reader who can see where two people read frog and one read fog will at least know to look at the photograph.',
        ),
        p(
          'And the evening class goes on. It meets on Tuesdays in the pump room, with the stove lit, under a shelf that gets one notebook longer every ten months or so. Last week’s remark, in a clear round hand, was three words long. It said: “Rather damp. Lovely.”',
        ),
      ],
    ],
  },
  {
    id: '300433',
    edition: 'en',
    section: 'life',
    title: 'Ninety-six stalls and one wind: a night at Willow Wharf',
    deck: 'The night market has moved into a dry dock. Our reporter went hungry, on purpose, and came home smelling of smoke & sugar.',
    author: 'Marigold Teague',
    published: '2026-05-17T11:15:00Z',
    tags: ['food', 'old town'],
    pages: [
      [
        p(
          'The first thing you learn at Willow Wharf is which way to face. The old dry dock has walls on three sides and the river on the fourth, and when the evening breeze comes in it goes once around the stalls, like a waiter, before it leaves. Stand on the left in a white shirt and you will be fine. Stand on the right and you will be seasoned.',
        ),
        p(
          'For thirty-one years the market lined the coast road, with its back to the lorries. In April all ninety-six stalls moved two hundred paces into the dock. They have running water now, and proper drains, and no generators; you can hear fat spit, and an argument about dumplings three aisles away.',
        ),
        picture('night-market-lamps', 'Four hundred paper lamps hang from the arm of the dockside crane.'),
        h('Start with something sharp'),
        p(
          'I began at stall 19, where Lowen Achterberg serves bracken-root noodles in garlic vinegar from a tub the size of a cradle. The noodles are grey, they wobble, and they taste of almost nothing, which is the point: they are there to carry the vinegar to you at speed. “People pull a face,” he said. “Then they hold out the bowl.”',
        ),
        p(
          'Next door but two, a retired chemistry teacher sells fishballs with riddles under the name Q&A. One riddle comes with every portion, and a right answer earns another fishball. Mine was: “What is greater than 3, less than 4, and never finished?” I said pi. He looked disappointed, and paid up.',
        ),
        quote(
          'Half of cooking is listening to the fire. The other half is listening to the queue.',
          'Tong the skewer man, stall 61',
        ),
        p(
          'Mr Tong’s grill stands in the north-east corner, where the smoke can do least harm. It got there by science. A wind-engineering group from the ',
          tag('research', 'university'),
          ' spent a night blowing soap bubbles through the empty dock with two household fans, and drew a map of where they went. The map is now painted by the gate, with red arrows for smoke, blue dots for seats and, in one corner, a very small shirt.',
        ),
        picture('night-market-stove', 'The twin burner at stall 88. The wok is older than its present cook.'),
        h('Four things not to miss'),
        list(
          'Seaweed twists, stall 7: salty, brittle, best eaten while walking.',
          'Grandmother’s Leftovers, stall 88: cooked to order; only the name is modest.',
          'Sour plum cordial, stall 62: placed beside the grill by public demand.',
          'Whatever stall 40 is having for its own supper. Ask nicely.',
        ),
        p(
          'Stall 88 deserves a word more. Its cook, Philippa Drury-Sung, makes one dish a night and will not say what it is until the queue is ten deep. On Saturday it was rice with crisp shallots, a fried egg and the green tops of radishes. It was the best thing I ate, and it cost less than the tram home. Where ',
          tag('food'),
          ' is concerned I have always mistrusted a long menu.',
        ),
        p(
          'Later there was a small drama over a lantern. One of the four hundred had slipped its hook and was swinging by its wire above the pancake stall, and for ten minutes nobody would stand beneath it, which meant that nobody could buy a pancake. A docker who had come for his supper climbed the crane in his best shoes, tied it back with a bow, and was given pancakes until he begged them to stop.',
        ),
        p(
          'From the ',
          tag('old town'),
          ' the pleasantest way in is over the ',
          see('new footbridge', '300412'),
          ' and left along the river, about seven minutes at a digestive pace. The ',
          site('stall map', 'https://willow-wharf.example/夜市/map?day=sat&open=1'),
          ' is redrawn each afternoon at four, and shows who is resting, who has changed places, and which way the wind is expected to walk.',
        ),
        p(
          'At half past ten Mr Tong turned over the board on his grill. On one side it says there is charcoal tonight. On the other it says: charcoal gone, all well, see you tomorrow. He gave the last skewers to his neighbours, and the neighbours, who had been waiting for this, gave him the last of everything else.',
        ),
      ],
    ],
  },
  {
    id: '300447',
    edition: 'en',
    section: 'life',
    title: 'Slow boat, fast readers: the library that comes when you wave',
    deck: 'The barge “Unhurried” carries 8,000 books, twelve deckchairs and a cat called Index. This month it reached the top of the canal.',
    author: 'Odalys Fenwhistle',
    published: '2026-07-05T08:00:00Z',
    tags: ['reading', 'transport', 'old town'],
    pages: [
      [
        p(
          'You do not need a card to stop the Unhurried. You need an arm. Stand on the towpath anywhere along its thirty-one miles, put your hand up as if you knew the answer, and thirty-eight metres of former coal barge will think about it for a while and then come in to the bank.',
        ),
        p(
          'Last Wednesday somebody waved at Fernstone, which is as far as the canal goes. The town had never seen the boat before; no vessel longer than a punt had come through the top lock in twenty years. By the time the plank was down there were 140 people on the quay, including a goat.',
        ),
        picture(
          'barge-reading-room',
          'The reading room in the old hold. A rail along each shelf keeps the books in at corners.',
        ),
        h('Shelved by weight'),
        p(
          'On land, libraries arrange their books by subject. On the Unhurried they go by weight. Atlases sit low on the centre line, novels along the sides, and poetry in the bow, where it can be moved in a hurry. Ivy Tongwell, librarian and helmswoman, spent her first winter with a spirit level. “We had a rush on gardening that spring,” she said, “and went round in circles until they brought it back.”',
        ),
        p(
          'The city bought the barge for a single crown and paid a good deal more to have it cleaned. Seven years on, it lends more books per head than any branch on dry land. Miss Tongwell puts this down to the timetable. A reader who knows that the boat will not be back for nine days, she says, does not take one book; and a person with six books and nine days does not leave the third for later. ',
          tag('reading', 'Readers'),
          ' along the canal finish what they borrow.',
        ),
        quote(
          'A branch library waits for people. We go and look for them.',
          'Ivy Tongwell, librarian and helmswoman',
        ),
        h('House rules'),
        list(
          'Six books each, or three kilos, whichever comes first.',
          'Returns to any green letterbox on the canal.',
          'If a book falls in: fetch the book, then shout. (Under-fives: shout first.)',
          'Reading aloud on the upper deck only, except in locks.',
        ),
        p(
          'The exception matters. There are three locks between the ',
          tag('old town'),
          ' and Fernstone, and each takes about eighteen minutes to fill. Miss Tongwell reads to whoever is waiting: anglers, dog-walkers, a man who has been painting the same gate since June. Once, in a detective story, the water rose to the brim just as the culprit was about to be named. Fourteen people followed on bicycles to the next lock to find out.',
        ),
        picture('lock-at-noon', 'Noon at the second lock. Chapters are chosen to last eighteen minutes.'),
        p(
          'It is not all idyll. The engine is electric and shy of weed. In dry months the canal office closes the upper reach, and the barge sits at its moorings with a notice on the rail: “NOT MOVING. STILL OPEN.” And the tender, a rowing-boat bought in March from a ferryman put out of business by ',
          see('the new footbridge', '300412'),
          ', leaks exactly as much as he said it would.',
        ),
        p(
          'The ',
          tag('transport', 'waterways office'),
          ' tracks the boat to the nearest yard, and anyone can watch it on the ',
          site('“Where is it?” page', 'https://slow-barge.example/where?today=1&stop=9&lang=en'),
          ': a green dot that appears not to move at all until you look away. Children along the route have learned to judge its distance by sound instead. The horn is an old school bell, and it carries for two miles when the wind is kind.',
        ),
        p(
          'At Fernstone the goat was offered a deckchair and preferred the plank. Ninety-four people joined. A dressmaker took three cookery books, one of which turned out to be a dialect dictionary that had been put on the wrong shelf because it opened at “hearth”. She kept it. At six the bell rang, and Index the cat walked forward to her place in the bow, among the poets, and sat down to be taken home.',
        ),
      ],
    ],
  },
  {
    id: '300451',
    edition: 'en',
    section: 'life',
    title: 'Galoshes, hair tonic and a talking parrot: what The Lantern used to sell',
    deck: 'While clearing the cellar we found ninety years of our own back pages. The news has dated. The notices around it have not.',
    author: 'Leopold Grisewick',
    published: '2026-07-12T10:00:00+08:00',
    tags: ['reading', 'old town'],
    pages: [
      [
        p(
          'The cellar of this newspaper floods every eleven years or so, and each time somebody is sent down to see what has floated. This spring it was my turn. I found a rubber plant, two left boots, and ninety years of The Lantern in tin trunks, quite dry, with the lids soldered shut by a predecessor who trusted neither the river nor us.',
        ),
        p(
          'I meant to look at the headlines. I ended up reading the small notices, which for the first forty years covered the whole of the front page. News began on page two. On page one, readers wanted to know who had lost an umbrella, and who had found one, and whether they might be brought together.',
        ),
        picture('old-front-page', 'A front page from the first decade. There is no news on it whatever.'),
        h('The parrot years'),
        p(
          'The longest-running notice of all was for galoshes: “DRY FEET, CALM MIND.” It appeared in the same corner for 2,704 issues. When the shop closed, so many people wrote to complain of the gap that the editor printed the corner empty, with a black border, for a week. The second longest was for a parrot, “speaks, but not politely”, which was for sale over fourteen years by five successive owners.',
        ),
        p(
          'There was a hair tonic that promised growth “upon any surface”. There was a dentist in the ',
          tag('old town'),
          ' who announced each new chair. There was a man who wished it known that he was not the other man of the same name, and directly beneath him, the following Tuesday, the other man, who wished it known that he was.',
        ),
        quote(
          'Nobody lies about an umbrella. If you want to know what a town was really like, read what it lost.',
          'Constance Amberley-Roe, town archivist',
        ),
        h('Then came the web'),
        p(
          'The last trunk held printouts from our first years on line, made by a colleague who believed that the thing might not catch on. They are wonderful. In the margin of one from 2003 he has pencilled the words advert, sponsor, banner and “onclick=”, with an arrow from each to some part of the page and, at the bottom, in capitals: “WHERE IS THE ARTICLE?”',
        ),
        p(
          'It was there, if you looked: four lines of it, between a flashing strip for mattresses and a competition to win a canoe. On another sheet the machinery has come loose altogether, and in the middle of a report on the harbour dredger the reader is told that <div class="promo"> && "close" is undefined. He has corrected the spelling of dredger and left the rest alone.',
        ),
        p(
          'We counted, the archivist and I. In an average issue of the parrot years, paid notices took up 61% of the paper, and you could read every one of them. In the printouts it was nearer 80%, and most were grey boxes with a red cross. ',
          tag('reading', 'Reading'),
          ' the two side by side, it was not the quantity that struck me. The umbrella people wanted to be found. The boxes only wanted to be in the way.',
        ),
        h('A small exhibition'),
        list(
          'Where: upper floor of the pump house, Lower River Street.',
          'When: until the end of August; closed on Mondays & during floods.',
          'Bring: any umbrella you believe may be somebody else’s.',
        ),
        p(
          'Two hundred of the notices have been framed, and the complete run is being photographed for the ',
          site(
            'town paper archive',
            'https://paper-archive.example/lantern/front?from=1931&to=2003&sort=lost',
          ),
          ', where you can search it by object. (Try “trombone”. There are nine, all lost on the same evening.) Those who prefer their ',
          tag('reading', 'old paper'),
          ' in the hand may care to know that the ',
          see('library barge', '300447'),
          ' has taken a boxful of duplicates up the canal, filed by weight.',
        ),
        p(
          'As for the parrot, it was bought in the end. The final notice says so, in very small type: “No longer for sale. He has apologised.” I have asked for that one to hang by the door, at the height where, in a wet week, the umbrellas go.',
        ),
      ],
    ],
  },
  {
    id: '300468',
    edition: 'en',
    section: 'science',
    title: 'Forty-two poles and a piano tuner: the cook’s view of a glacier survey',
    deck: 'Each summer eleven people climb Bluesand Glacier to read the marks on bamboo. One of them does it for the soup.',
    author: 'Barnaby Okonjo-Reed',
    published: '2026-08-13T07:20:00Z',
    tags: ['climate', 'research', 'food'],
    pages: [
      [
        p(
          'Water boils at 85 degrees on Bluesand Glacier, which is no good for beans. Old Yan knows this better than anyone. He has cooked for the survey for nineteen summers, and in the first of them he served a pot of red beans that had been on the stove for six hours and, in the words of the expedition log, “could have been used as ballast”.',
        ),
        p(
          'He now soaks them for two days, carries a pressure cooker that weighs as much as a child of four, and is generally held to be the reason why the same scientists keep coming back. The official reason is the poles. There are forty-two, six metres long, set upright in the ice each spring with a steam drill; by late summer the surface has sunk around them, and the length that sticks out is the length that has melted.',
        ),
        picture('glacier-camp', 'The camp on the western moraine. The orange tent is the kitchen.'),
        h('Breakfast at a quarter to four'),
        p(
          'The team walks before dawn, while the snow bridges are hard, so breakfast is at 3.45. It is always noodles. Dr Gan Ruoshui of the High Country Institute, who has led the survey since its second year, says that a glaciologist can put up with anything except a choice at that hour. By noon the meltwater is running and everyone is back on the rocks, calling out figures to be checked.',
        ),
        p(
          'Those figures are said aloud three times: by the one who reads, the one who hears, and the one who doubts. The last is a formal post. This year’s doubter was Bian Yue, 24, a doctoral student with a voice that stops marmots. On the fifth day she doubted pole 17 so thoroughly that it was found to be missing.',
        ),
        p(
          'It turned up thirty metres downhill, flat on its back beside a woollen glove that belongs to nobody. The ice that had held it was gone. In one summer the surface there had dropped by at least five metres, the most since the survey began. Its neighbours agreed with it, near enough: 3.91 metres at pole 16, and 4.06 at pole 18.',
        ),
        quote(
          'They go out cheerful and come back quiet. When it is a bad year I can tell from how long they hold the bowl before they drink.',
          'Yan, expedition cook',
        ),
        h('The year in numbers'),
        list(
          'Mean lowering over 42 poles: 2.74 m (second highest in 25 years)',
          'Retreat of the snout: 38 m',
          'Beans eaten: 41 kg; beans complained of: 0',
          'Days lost to fog or wind: 4',
        ),
        p(
          'The data go straight into the ',
          tag('climate'),
          ' models that tell the valleys below how much water to expect. They are also open to anybody, with the names of the reader, hearer and doubter beside each one. Good ',
          tag('research'),
          ', Dr Gan says, ought to let you know whom to ask. The hill town of Fernstone has lately offered to help push the story further back: its ',
          see('140 years of weather notebooks', '300425'),
          ' mention the glacier on every clear morning.',
        ),
        p(
          'Fog is the cook’s busy time. When nobody can move, he feeds them and makes them talk, with one rule: no ice. This year he told them how he had learned, in the off season, to tune pianos. It is the same job, he maintains. You listen for the thing that is slightly out, you turn something a very little, and then you wait to hear whether the others still agree.',
        ),
        p(
          'Families at home follow the survey by its weather, on the ',
          site(
            'plateau station page',
            'https://weather-service.example/plateau?station=bluesand&view=wind&lang=en',
          ),
          '. A calm trace means that they are working; a jagged one, that they are in the orange tent. There is a third pattern, known only to regulars. On the last evening the wind gauge drops to zero for about ten minutes, whatever the weather, because Yan has hung the dishcloths on it.',
        ),
        p(
          'He says that next summer will be his last, and has said so for eleven years. In the ',
          tag('food', 'store tent'),
          ', already packed for the helicopter, there is a labelled tin for whoever opens the camp in May. It holds salt, matches, and two kilos of red beans, with a note: “Start now.”',
        ),
      ],
    ],
  },
  {
    id: '300472',
    edition: 'en',
    section: 'world',
    title: 'Forty-seven links: how Saltpan Island got its windmill back',
    deck: 'The drawing said forty-eight. A man of eighty-six, in a wheelchair, said otherwise, and the water began to climb.',
    author: 'Marigold Teague',
    published: '2026-09-25T13:05:00Z',
    tags: ['crafts & trades', 'sea', 'transport'],
    pages: [
      [
        p(
          'The last windmill on Saltpan Island survived because it was inconvenient. When mains power came, forty-three years ago, the other fifty-six were broken up for firewood one by one, beginning with those nearest the village. By the time anyone thought of the mill on the west strand, it was winter, the track was under water, and somebody had bought a stove that ran on gas.',
        ),
        p(
          'On Sunday it turned again. Eight canvas sails, three times soaked in tung oil, took the wind at two in the afternoon, and a chain of wooden paddles started to lift the ',
          tag('sea'),
          ' uphill into the old evaporating pans, at about 900 litres a minute. Two hundred people had come to watch. Nobody cheered, because everybody was listening for the water.',
        ),
        picture(
          'salt-windmill',
          'The mill on the west strand. It has no tail and is pushed into the wind by hand.',
        ),
        h('The wrong drawing'),
        p(
          'The restoration cost 318,000 crowns and one argument. Carpenter Qi Yongnian and his three trainees had worked for a year from a survey drawing, a handsome thing in three colours, which gave the paddle chain as forty-eight links. They made forty-eight. It would not go on. They shaved it, steamed it & swore at it, and it would not go on.',
        ),
        p(
          'Ran Afu, who is eighty-six and worked the pans from the age of twelve, had himself wheeled out along the dyke to have a look. He counted with his finger. “Forty-seven,” he said. With an even number, he explained, the same link always meets the same tooth, and both are gone in a season; with an odd one the wear goes round. The surveyor had presumably thought it was a mistake.',
        ),
        quote(
          'A mill isn’t afraid of a gale. You furl for a gale. What it can’t stand is being left alone.',
          'Ran Afu, salt worker',
        ),
        p(
          'The island’s culture station has since spent six afternoons writing down what else Mr Ran knows. The transcript comes to 40,000 characters and covers knots, grease, the habits of shore flies, and which hymn is the right length for stirring brine. It has been entered in the county’s register of ',
          tag('crafts & trades', 'living crafts'),
          ' under the heading "miscellaneous", in quotation marks, because the clerk said it was nothing of the kind.',
        ),
        picture('windmill-sails', 'Oiled canvas darkens in the sun; the newest sail is the palest.'),
        h('Salt, birds and six strong visitors'),
        p(
          'The four pans behind the mill should give about twelve tonnes of salt a year, coarse and faintly sweet, all of it already spoken for by kitchens on the mainland. There is a second crop that nobody ordered. In August, bird-watchers counted more than 130 avocets on the flooded pans. The year before, there were nine.',
        ),
        list(
          'Open: Saturdays and Sundays, one till four, if the wind is force 3 or more.',
          'From the quay: 35 minutes on foot, or 12 by hired bicycle.',
          'Stay behind the white stones. The sail tips pass 1.1 m above the ground.',
          'Visitors may help to turn the mill. It takes six.',
        ),
        p(
          'Getting there is easier than it was. The ',
          tag('transport', 'ferry'),
          ' company’s May timetable doubled the morning sailings and put the last boat back to 11.40 at night, and the walk to its north-bank landing now starts with ',
          see('the reopened footbridge', '300412'),
          '. Anyone making a special trip should look first at the ',
          site(
            'west strand wind forecast',
            'https://weather-service.example/wind?place=saltpan-west&hours=24&lang=en',
          ),
          '. On a still day the mill is only a very fine piece of carpentry.',
        ),
        p(
          'Of the three trainees, one used to drive a delivery van, one kept accounts, and one has just left school. Mr Qi says that the accountant is the quickest, since a joint half a millimetre out will keep her awake. Next spring they mean to walk the opposite shore to see whether any other mill was once too much trouble to pull down.',
        ),
        p(
          'Towards evening the breeze failed and the sails came slowly to rest. Mr Ran asked to be pushed up to the trough. He dipped a finger, tasted it, and gave his verdict to the county official who had been hoping for a speech. “Two more days of sun,” he said.',
        ),
      ],
    ],
  },
  {
    id: '300486',
    edition: 'en',
    section: 'science',
    title: 'A meadow under the moorings',
    deck: 'Schoolchildren at Foghorn Point have planted 26,000 shoots of eelgrass by hand. The seahorses noticed before the scientists did.',
    author: 'Odalys Fenwhistle',
    published: '2026-10-11T09:50:00Z',
    tags: ['sea', 'research', 'climate'],
    pages: [
      [
        p(
          'The classroom at Foghorn Point has forty desks and forty fish tanks. In each tank is a tray of sand, and in each tray, if all goes well, a small green lawn that sways when somebody shuts the door. Pupils are marked on it. “You can’t revise for eelgrass,” said Rumi Castellane, aged ten. “You just have to keep turning up.”',
        ),
        p(
          'Eelgrass is not a seaweed but a flowering plant, one of very few that live wholly in the ',
          tag('sea'),
          '. It once covered most of the floor of the outer harbour. Chains did for it: every boat that swung on its mooring with the tide dragged a circle of bare sand beneath it, and by the time anybody drew a map, there were more circles than meadow.',
        ),
        picture('eelgrass-trays', 'Trays of eight-week-old eelgrass, ready to be taken out to the harbour.'),
        h('Planting at low water'),
        p(
          'The replanting is run by the Foghorn Point Shore Station with the harbour’s boat owners, who agreed to change 118 moorings for a kind that floats its chain clear of the bottom. That was the expensive half. The other half is done on foot, at the lowest tides of spring and autumn, by anyone who does not mind kneeling in cold water with a bamboo peg.',
        ),
        p(
          'Each shoot is tied to a peg with paper string, which rots after about three weeks, by which time the root has either taken hold or floated off. In the first season three out of four floated off. The station’s director, Dr Dai Qingyi, put up a chart of the failures in the school corridor and asked for ideas.',
        ),
        quote(
          'We had eleven suggestions. Nine were about glue. One was right.',
          'Dr Dai Qingyi, Foghorn Point Shore Station',
        ),
        p(
          'The one that was right came from a girl who had noticed that the survivors were all beside old mussel shells. Shells break up the ripples; the sand stays put; the roots have time. The following spring every peg went in with a saucerful of shells from the Willow Wharf ',
          tag('food', 'night market'),
          ', and survival rose from 24% to 67%. Her name is on the paper that the station published afterwards, between two professors.',
        ),
        h('Who moved in'),
        list(
          'Shrimps: within a fortnight.',
          'Young bass, in shoals of several hundred: the first summer.',
          'Seahorses: eleven seen this September; none in the twenty years before.',
          'One bicycle, since removed.',
        ),
        p(
          'The seahorses were found by a boat owner who had opposed the new moorings. Caspar Undershaw had leaned over to free a rope and saw one holding on to it with its tail. He rang the station, was told that this was most unlikely, and took a photograph. “It had the same expression as my aunt,” he said. He has since become the project’s treasurer.',
        ),
        p(
          'There is a larger question behind the planting. A healthy meadow buries carbon in the mud faster than a wood of the same size, and so those who study the ',
          tag('climate'),
          ' would like to know how soon a new one begins to do so. Cores taken this month show 2.1 mm of fresh mud in the oldest plot, against 0.3 mm outside it. Dr Dai calls this “encouraging, i.e. > nothing”. Her team shares its methods with the ',
          see('glacier survey at Bluesand', '300468'),
          ', which has a quarter of a century’s lead in the art of measuring things that move slowly.',
        ),
        p(
          'A winter of storms could still undo a good deal of it. In the small hours of one night last February a gale tore out a strip forty metres wide, and the children went down to the strand before lessons to gather what had washed up. They saved 1,900 shoots in milk crates and grew them on beneath the desks. Most are back in the harbour now, in the same strip, behind a low bank of shells.',
        ),
        p(
          'The data are gathered by pupils and checked by the station, and every dive is logged on the ',
          site('harbour meadow site', 'https://foghorn-point.example/草场/meadow?plot=all&year=2026'),
          '. Next in line for ',
          tag('research'),
          ' is the inner harbour, where the water is cloudier and the shells will have to do more of the work. Planting starts with the spring tides in March. Gloves are provided; patience is not.',
        ),
        p(
          'In the classroom, meanwhile, tank 23 has flowered. Nobody had told the children that it could. The flowers are green, and about the size of a grain of rice, and the whole school has filed past to look at them, in silence, so as not to shake the floor.',
        ),
      ],
    ],
  },
]
