import Testing

@testable import Scenes

/// What pictures say in another language than English.
@Suite struct SceneLanguageTests {
  /// A language whose words are easily told from English, in another order.
  static let odd = SceneLanguage(
    phrases: [
      .named: "{name} ist {kind}", .routes: "nach {to} leitet {from}",
      .emptyMachine: "Auf {name} ist nichts.", .list: "{first} und {last}",
      .counted: "{things}: {count}", .binds: "{from} gehört zu {to}",
      .boundAttached: "an {machine}: {claim}", .mounted: "{claim}, benutzt von {users}",
      .withoutPlace: "Ohne Platz: {things}.", .created: "seit {time}", .good: "tut",
      .cutLine: "getrennt",
      .nothing: "Nichts da.", .onNoMachine: "noch nirgends", .age: "Alter",
      .since: "ab {time} {state}", .goneAt: "weg um {time}", .neverThere: "nie da",
      .notToScale: "Nicht maßstäblich.", .nobodyAsked: "Niemand.",
      .asks: "{to} wird von {from} gefragt: {question}? {answer}!",
    ],
    kinds: [
      "pod": "Hülse", "pods": "Hülsen", "service": "öffentlicher Dienst", "claim": "Anspruch",
    ],
    links: ["mounts": "benutzt", "routes": "leitet"],
    texts: [
      ("headless", "kopflos"), ("not there yet", "noch nicht da"),
      ("{count} s behind", "{count} s zu spät"),
      ("{count} nodes", "{count} Knoten"), ("server", "Server"),
      ("The pods of {name}", "{name} und seine Hülsen"),
    ])

  @Test func aTranslatedSceneIsToldInItsLanguage() {
    let scene = SceneSamples.statefulSet(pods: 1, nodes: 2).translated(to: SceneLanguageTests.odd)
    #expect(scene.title == "web und seine Hülsen")
    #expect(
      scene.sentences == [
        "nach web-0 leitet web (kopflos) ist Öffentlicher Dienst.",
        "node-1 (Ready): web-0 (Running, 1/1).",
        "Auf node-2 (Ready) ist nichts.",
        "an node-1: data-web-0 (Bound) ist Anspruch gehört zu pvc-0 (1Gi), benutzt von web-0.",
      ])
    let html = scene.picture(prefix: "p").html
    for text in [">tut<", ">benutzt<", ">leitet<", "öffentlicher Dienst · kopflos"] {
      #expect(html.contains(text), "\(text)")
    }
    // What the language has no words for is said in English.
    #expect(html.contains(">remote storage<") && html.contains("attached to node-1"))
  }

  @Test func namesAndCausesStay() {
    var scene = Scene(title: "headless")
    scene.boxes = [
      SceneBox(id: "a", kind: .host, label: "server"),
      SceneBox(
        id: "b", kind: .pod, label: "headless",
        badges: [SceneBadge("not there yet", .waiting), SceneBadge("3 s behind")],
        details: ["  server", "x"], cause: "not there yet"),
      SceneBox(id: "c", kind: .node, label: "4 nodes"),
    ]
    scene.links = [SceneLink(from: "b", to: "a", kind: "asks", label: "server")]
    scene.legend = [SceneLegendEntry(.state(.waiting), "server")]
    let told = scene.translated(to: SceneLanguageTests.odd)
    #expect(told.title == "kopflos")
    #expect(told.boxes.map(\.label) == ["server", "headless", "4 Knoten"])
    #expect(told.boxes[1].badges.map(\.text) == ["noch nicht da", "3 s zu spät"])
    #expect(told.boxes[1].details == ["  server", "x"])
    #expect(told.boxes[1].cause == "not there yet")
    #expect(told.boxes.map(\.id) == ["a", "b", "c"] && told.boxes[1].kind == .pod)
    #expect(told.links[0].label == "Server" && told.legend[0].text == "Server")
    #expect(told.sentences.contains("headless asks server (Server)."))
  }

  @Test func whatIsCountedIsCountedInTheLanguage() {
    var scene = Scene(title: "T")
    scene.boxes = (0..<40).map { SceneBox(id: "\($0)", kind: .pod, label: "p-\($0)") }
    #expect(
      scene.translated(to: SceneLanguageTests.odd).sentences == ["Ohne Platz: Hülsen: 40."])
    #expect(Scene(title: "").translated(to: SceneLanguageTests.odd).sentences == ["Nichts da."])
  }

  @Test func englishIsTheDefault() {
    let scene = SceneSamples.statefulSet()
    #expect(scene.language == .english)
    #expect(scene.translated(to: .english) == scene)
    #expect(scene.translated(to: SceneLanguage()).sentences == scene.sentences)
    for phrase in ScenePhrase.allCases {
      #expect(SceneLanguage(phrases: [:]).text(phrase) == phrase.english)
    }
  }

  /// What is drawn once is kept by the values that it was drawn from.
  @Test func aSceneAndItsFrameAreOthersInAnotherLanguage() {
    let english = SceneSamples.statefulSet()
    let other = english.translated(to: SceneLanguage(phrases: [.good: "tut"]))
    #expect(english != other)
    #expect(english.boxes == other.boxes)
    #expect(SceneFrame(of: [english]) != SceneFrame(of: [other]))
    let same = english.translated(to: SceneLanguage(phrases: [.good: "tut"]))
    #expect(other == same && SceneFrame(of: [other]) == SceneFrame(of: [same]))
  }

  /// Boxes are made for the words that stand in them.
  @Test func picturesAreMeasuredInTheirLanguage() {
    var scene = Scene(title: "T")
    scene.boxes = [
      SceneBox(id: "n", kind: .node, label: "node-1"),
      SceneBox(id: "p", kind: .pod, label: "p", details: ["short"], parent: "n"),
    ]
    let long = "ein langes Wort nach dem anderen, und noch ein paar mehr davon"
    let language = SceneLanguage(texts: [("short", long)])
    let told = scene.translated(to: language)
    let english = WrittenPicture(scene.picture(prefix: "p").html)
    let other = WrittenPicture(told.picture(prefix: "p").html)
    #expect(other.problem == nil)
    #expect(other.height > english.height)
    // A frame that was made for the English words has no room for these.
    let frame = SceneFrame(of: [scene])
    #expect(WrittenPicture(told.picture(prefix: "p", frame: frame).html).height == other.height)
  }

  @Test(arguments: [
    ("ạ", "a"), ("ế", "e"), ("ồ", "o"), ("đ", "d"), ("ĩ", "i"), ("ị", "i"), ("ỹ", "h"),
  ])
  func aSmallLetterWithMarksIsAsWideAsItsLetter(_ letter: String, _ plain: String) {
    #expect(
      TextWidth.of(letter, size: 1000, face: .sans) == TextWidth.of(plain, size: 1000, face: .sans))
  }

  @Test func timelinesAndSequencesSpeakTheLanguage() {
    let timeline = SceneTimeline(
      title: "T",
      lanes: [
        .init("a", [.init("Running", .good, from: 0, to: 1000)]),
        .init("b", [.init("Running", .good, from: 0, to: 2000)]), .init("c", []),
      ], language: SceneLanguageTests.odd)
    #expect(
      timeline.sentences == [
        "a: ab 0:00 Running, weg um 0:01.", "b: ab 0:00 Running.", "c: nie da.",
      ])
    let html = timeline.picture(prefix: "t").html
    #expect(html.contains(">Nicht maßstäblich.<") && html.contains(">tut<"))
    let sequence = SceneSequence(
      title: "T", exchanges: [.init(from: "a", to: "b", question: "GET /", answer: "200")],
      language: SceneLanguageTests.odd)
    #expect(sequence.sentences == ["b wird von a gefragt: GET /? 200!"])
    #expect(
      SceneSequence(title: "T", exchanges: [], language: SceneLanguageTests.odd).sentences
        == ["Niemand."])
  }

  @Test(arguments: [
    ("3 s behind", "{count} s behind", ["3"]), ("x s behind", "{count} s behind", nil),
    (" s behind", "{count} s behind", nil), ("33 s behind it", "{count} s behind", nil),
    ("a: b: 3 rows", "{name}: {count} rows", nil),
    ("a.b: 3 rows", "{name}: {count} rows", ["a.b", "3"]),
    ("  a: 3 rows", "{name}: {count} rows", nil),
    ("port 80 → 8080", "port {a} → {b}", ["80", "8080"]),
    ("log: x 15", "log: {place}", ["x 15"]), ("log: ", "log: {place}", nil),
    ("abc", "abc", []), ("abd", "abc", nil), ("ab", "{a}{b}", nil), ("aa", "a{x}a", nil),
    ("", "", []), ("{", "{", []),
  ])
  func aTextFitsAPatternOrNot(_ text: String, _ pattern: String, _ values: [String]?) {
    #expect(ScenePattern(pattern).values(in: text)?.map(\.value) == values)
  }

  @Test func theFirstPatternCountsAndAPlainTextBeforeAll() {
    let language = SceneLanguage(
      texts: [
        ("{a} b", "1 {a}"), ("{count} b", "2"), ("x b", "3"), ("x b", "4"), ("y {a}", "{a}{z}"),
      ])
    #expect(["x b", "y b", "7 b", "y c"].map(language.text(of:)) == ["3", "1 y", "1 7", "c{z}"])
  }
}
