import Foundation
import Sessions
import StandardTheme
import StatebookCommands
import Testing

@testable import Book
@testable import Scenes

/// The words of pictures on pages of several languages.
@Suite struct PictureWordsTests {
  private func words(_ language: String) -> ThemeWords { SampleBook.theme.words(in: language) }

  // MARK: - Pages

  private static let text =
    "```console id=one session=left\n$ true\n```\n\n```console id=two session=left\n$ true\n```\n\n"
    + "```timeline session=left of=statefulset/web\n```\n\n```figure of=two kinds=pod\n```\n"

  private static func scene(_ badge: SceneBadge, cause: String = "") -> Scene {
    Scene(
      title: "The cluster",
      boxes: [
        SceneBox(
          id: "controller", kind: .controller, label: "web", sublabel: "StatefulSet",
          badges: [SceneBadge("3/3", .good)]),
        SceneBox(id: "service", kind: .service, label: "web", sublabel: "headless"),
        SceneBox(
          id: "node/n", kind: .node, label: "node-1", badges: [SceneBadge("no power", .bad)]),
        SceneBox(
          id: "pod/default/web-0", kind: .pod, label: "web-0", badges: [badge], cause: cause),
      ])
  }

  /// One chapter in a language, with a pod that waits and then runs.
  private static func page(in language: String) -> String {
    var book = SampleBook(["\(language)/01-chapter.md": text])
    book.show([
      scene(SceneBadge("not there yet", .waiting), cause: "web-1 is not Ready"),
      scene(SceneBadge("Running", .good)),
    ])
    return book.page("\(language)/chapter.html")
  }

  @Test func aVietnamesePageHasVietnamesePictures() {
    let page = PictureWordsTests.page(in: "vi")
    for text in [
      "<figcaption>Cụm<details", "<li>Controller web (3/3, StatefulSet).</li>",
      "<li>Service web (headless) không chuyển yêu cầu đến đâu cả.</li>",
      "<li>node-1 (mất điện): không có gì trên đó.</li>",
      "<li>Chưa có chỗ: web-0 (chưa có; web-1 is not Ready).</li>",
      // The legend, what is in a box and around the boxes.
      ">đang hoạt động<", ">hỏng hoặc không liên lạc được<", ">mất điện<", ">chưa ở máy nào<",
      // The timeline.
      "<li>web-0: chưa có từ 0:00, Running từ 0:01.</li>", ">Chiều dài không theo tỉ lệ: ",
      // The player.
      "web-0 chờ: web-1 is not Ready",
    ] {
      #expect(page.contains(text), "\(text)")
    }
    for text in ["The cluster", "working", "not there yet", "no power", "routes to", "nothing on"] {
      #expect(!page.contains(text), "\(text)")
    }
  }

  @Test func anEnglishPageHasEnglishPictures() {
    let page = PictureWordsTests.page(in: "en")
    for text in [
      "<figcaption>The cluster<details", "<li>Service web (headless) routes to nothing.</li>",
      "<li>node-1 (no power): nothing on it.</li>", ">working<", "web-0 waits: web-1 is not Ready",
    ] {
      #expect(page.contains(text), "\(text)")
    }
    // A language that the theme does not speak has the words of the default one.
    let other = PictureWordsTests.page(in: "de")
    #expect(other.contains("<figcaption>The cluster<details"))
  }

  /// What was drawn before is taken again for what is equal, in the same language.
  @Test func aPictureIsNotTakenFromAnotherLanguage() throws {
    var book = SampleBook(["en/01-chapter.md": "```console\n$ true\n```\n"])
    book.show([PictureWordsTests.scene(SceneBadge("Running", .good))])
    let run = try #require(book.run.chapters.first)
    let runs = [0: run.blocks[0]]
    func draw(_ language: String, knowing known: DrawnPictures) -> (String, DrawnPictures) {
      var pictures = ChapterPictures(
        run.chapter, runs, words: words(language), knowing: known)
      var ids = PageIDs(run.chapter)
      let html = pictures.figure(0, id: "picture-1", &ids).html
      return (html, pictures.drawn)
    }
    let (english, drawn) = draw("en", knowing: DrawnPictures())
    let (other, redrawn) = draw("vi", knowing: drawn)
    #expect(english.contains("The cluster") && !other.contains("The cluster"))
    #expect(other == draw("vi", knowing: DrawnPictures()).0)
    #expect(draw("en", knowing: redrawn).0 == english)
  }

  // MARK: - Files of words

  @Test func theEnglishFileSaysWhatTheProgramSays() {
    for phrase in ScenePhrase.allCases {
      #expect(words("en").texts[phrase.rawValue] == phrase.english)
    }
    #expect(words("en").pictures == .english)
  }

  private func mistakes(_ language: String, _ old: String, _ new: String) -> [Diagnostic] {
    var files = ThemeFiles.all
    let path = "words/\(language).yaml"
    let text = String(decoding: files[path] ?? [], as: UTF8.self)
    #expect(text.contains(old))
    files[path] = Array(text.replacing(old, with: new).utf8)
    return Theme(files: files).diagnostics
  }

  @Test(arguments: [
    ("\nsceneGood: ", "\nsceneGut: ", "the words in `vi` have no `sceneGood`"),
    ("\n  no power: ", "\n  no pover: ", "the words in `vi` have no `no power` among its `views`"),
    ("\n  clients: ", "\n  klients: ", "the words in `vi` have no `clients` among its `kinds`"),
    ("tạo lúc {time}", "tạo lúc {tim}", "the words in `vi` have a place `{tim}` in `sceneCreated`"),
    ("lỗi {count}", "lỗi {cuont}", "the words in `vi` have a place `{cuont}` in `error {count}`"),
    ("mã thoát {status}", "mã {x}", "the words in `vi` have a place `{x}` in `exitStatus`"),
    ("\n  stopped: đã dừng", "\n  stopped: [a]", "`stopped` must be a text"),
  ])
  func aMistakeInTheWordsOfPicturesIsNamed(_ old: String, _ new: String, _ summary: String) {
    #expect(mistakes("vi", old, new).map(\.summary) == [summary])
  }

  @Test func aTableIsAMapping() {
    let found = mistakes("en", "\nlinks:\n", "\nlinks: a\nlnks:\n").map(\.summary)
    #expect(found.contains("`links` must be a mapping of English to the language"))
    #expect(found.contains("`lnks` must be a text"))
  }

  /// A theme may speak of other things, or say something else than the program in English.
  @Test func wordsThatAreLeftEmptyStayAndOthersAreSaid() {
    var diagnostics: [Diagnostic] = []
    let text = "views:\n  a:\n  b: c\n  '{count} d': 'e {count}'\nkinds: {pod: capsule}\n"
    let words = ThemeWords.read(Array(text.utf8), language: "en", &diagnostics)
    #expect(diagnostics.isEmpty)
    #expect(["a", "b", "7 d", "x"].map(words.pictures.text(of:)) == ["a", "c", "e 7", "x"])
    #expect(words.pictures.text(of: "pod") == "pod")
  }

  // MARK: - What is said

  @Test func everyKindAndLinkHasAWord() {
    let kinds = SceneKind.standard + SceneKind.all(of: .standard, yamlReader: YamsReader())
    var names: [String] = []
    for kind in kinds { names += [kind.name, kind.plural] }
    let links = SceneLinkKind.standard.map(\.name) + ["joins", "asks"]
    for language in ["en", "vi"] {
      let tables = words(language).tables
      for name in names { #expect(tables[.kinds]?.keys.contains(name) == true, "\(name)") }
      for name in links { #expect(tables[.links]?.keys.contains(name) == true, "\(name)") }
    }
    // One word is meant for each of these; several of them would be told in English else.
    let vietnamese = words("vi").pictures
    for kind in kinds { #expect(vietnamese.plural(of: kind) == vietnamese.name(of: kind)) }
  }

  /// The texts in the sources of the plugins' views: each has words in every language, or is a name
  /// or a status.
  @Test func everythingThatViewsSayHasWords() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")
    let views = try #require(words("en").tables[.views]?.keys.map { ScenePattern($0) })
    let links = try #require(words("en").tables[.links]?.keys)
    var files = 0
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    where path.hasSuffix(".swift") && (path.hasPrefix("Plugins/") || path.hasPrefix("Sessions/")) {
      let source = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
      let isView = path.hasPrefix("Plugins/") && source.contains("SceneBox(")
      if isView { files += 1 }
      for line in source.split(separator: "\n") where isView || line.contains("Scene(title: ") {
        for text in PictureWordsTests.literals(in: line) where PictureWordsTests.isSaid(text) {
          #expect(
            links.contains(text) || views.contains { $0.values(in: text) != nil },
            "\(path): `\(text)`")
        }
      }
    }
    #expect(files == 5)
  }

  /// The texts in quotes in a line of source, with 7 for what is put into them.
  private static func literals(in line: Substring) -> [String] {
    if line.trimmingPrefix(while: { $0 == " " }).hasPrefix("//") { return [] }
    var texts: [String] = []
    var text: String?
    var depth = 0
    var before: Character?
    for character in line {
      if depth > 0 {
        depth += character == "(" ? 1 : character == ")" ? -1 : 0
      } else if character == "\"" {
        if let text { texts.append(text) }
        text = text == nil ? "" : nil
      } else if character == "(", before == "\\" {
        text? += "7"
        depth = 1
      } else if character != "\\" {
        text?.append(character)
      }
      before = character
    }
    return texts
  }

  /// Whether a text is more than the id of a box, a name, or a status such as `Running`.
  private static func isSaid(_ text: String) -> Bool {
    let kept: Set<String> = [
      "Exited (7)", "nodes", "default", "storage", "mysql", "read_only", "network", "volume",
      "redis", "shop", "haproxy", ", cookie 7", "DNS: ", "kube-system",
      // A part of `{session}: empty cart`.
      "empty cart",
    ]
    let hasWord = text.contains { $0.isLowercase }
    let isStatus = text.first?.isUppercase == true && !text.contains(" ")
    return hasWord && !isStatus && !text.contains("/") && !text.hasSuffix("-")
      && !kept.contains(text)
  }
}
