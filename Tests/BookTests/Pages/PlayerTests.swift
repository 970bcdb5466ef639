import Foundation
import Scenes
import Sessions
import Simulation
import Testing
import Values

@testable import Book

@Suite struct PlayerTests {
  private static let evil = "</script><script>alert(1)</script>&\"'<!--"

  private static func scene(_ boxes: SceneBox...) -> Scene { Scene(title: "T", boxes: boxes) }

  private static func pod(_ name: String, _ state: SceneState = .good, cause: String = "")
    -> SceneBox
  {
    SceneBox(
      id: "pod/default/\(name)", kind: .pod, label: name,
      badges: [SceneBadge(state == .good ? "Running" : "Pending", state)], cause: cause)
  }

  /// A chapter of two blocks, filmed: `a` is there, then `b` waits, then it runs.
  private static func book() -> SampleBook {
    var book = SampleBook(
      "```console id=one\n$ true\n```\n\n```console id=two\n$ true\n$ echo hi\nhi\n```\n")
    let entry = TraceEntry(
      number: 7, time: VirtualTime(milliseconds: 1200), actor: "kubelet", subject: "pod/default/b",
      text: evil, cause: 6)
    let command = TraceEntry(
      number: 6, time: .zero, actor: "command", subject: "session", text: "$ go", cause: nil)
    let end = scene(pod("a"), pod("b"))
    book.film([
      [(scene(pod("a")), [], [command])],
      [
        (
          scene(pod("a"), pod("b", .waiting, cause: evil)),
          [
            SceneMoment(
              time: VirtualTime(milliseconds: 900), scene: scene(pod("a"), pod("b", .waiting)),
              entry: nil)
          ], []
        ),
        (
          end, [SceneMoment(time: VirtualTime(milliseconds: 2000), scene: end, entry: entry)],
          [entry]
        ),
      ],
    ])
    return book
  }

  private static func data(_ page: String) throws -> JSON {
    let start = try #require(
      page.range(of: "<script type=\"application/json\" id=\"film-picture-2\">"))
    let end = try #require(page.range(of: "</script>", range: start.upperBound..<page.endIndex))
    return try JSON.parse(String(page[start.upperBound..<end.lowerBound]))
  }

  /// What happened to a thing before a session went its own way is told in that session, too.
  @Test func aSessionThatBeginsLaterKnowsWhatHappenedBefore() throws {
    var book = SampleBook(
      "```console id=one\n$ true\n```\n\n```console id=two session=b from=one\n$ sleep 1\n```\n")
    let created = TraceEntry(
      number: 3, time: .zero, actor: "kubectl", subject: "pod/default/a", text: "created",
      cause: nil)
    let scene = PlayerTests.scene(PlayerTests.pod("a"))
    let changed = PlayerTests.scene(PlayerTests.pod("a"), PlayerTests.pod("b"))
    let moment = SceneMoment(time: VirtualTime(milliseconds: 900), scene: scene, entry: nil)
    book.film([[(scene, [], [created])], [(changed, [moment], [])]])
    let data = try PlayerTests.data(book.page())
    #expect(data["events"] == [[0, "pod/default/a", "a created (kubectl)", .null]])
  }

  @Test func aPictureWithAPastHasAPlayerAndAFilm() throws {
    let page = PlayerTests.book().page()
    #expect(
      page.contains(
        "<figure class=\"picture\" id=\"picture-2\" data-film=\"film-picture-2\" data-first=\"0\" "
          + "data-last=\"3\" data-zero=\"1000\">"))
    #expect(page.count(of: "<div class=\"player\"></div>") == 1)
    let film = try PlayerTests.data(page)
    let shots = try #require(film["shots"]?.array)
    #expect(shots.map { $0[1]?.string } == ["one-1", "two-1", "two-1", "two-2"])
    #expect(shots.map { $0[2]?.integer } == [1, 0, 1, 1])
    #expect(shots[2][3]?.string == "b waits: \(PlayerTests.evil)")
    #expect(shots[3][3]?.string == "b \(PlayerTests.evil) (kubelet)")
    #expect(film["events"]?.array?.count == 1)
    #expect(film["events"]?[0]?[3]?.string == "$ go")
  }

  /// What a player puts together from the parts of the last shot is the picture on the page.
  @Test func theLastShotIsThePictureOnThePage() throws {
    let page = PlayerTests.book().page()
    let film = try PlayerTests.data(page)
    let shot = try #require(film["shots"]?.array?.last)
    let parts = try #require(film["parts"]?.array)
    for (number, layer) in (film["layers"]?.array ?? []).enumerated() {
      var drawn = "<g class=\"\(layer.string ?? "")\">"
      for part in shot[4]?[number]?.array ?? [] {
        drawn += parts[Int(part.integer ?? -1)][1]?.string ?? "?"
      }
      let isEmpty = drawn.hasSuffix("\">")
      #expect(page.contains(isEmpty ? drawn.dropLast() + "/>" : drawn + "</g>"))
    }
  }

  @Test func nothingInAFilmBreaksOutOfIt() throws {
    let page = PlayerTests.book().page()
    #expect(!page.contains("<script>alert"))
    #expect(page.count(of: "<script type=\"application/json\"") == 1)
    let film = try PlayerTests.data(page)
    for part in film["parts"]?.array ?? [] {
      #expect(part[1]?.string?.contains("<script") == false)
    }
  }

  /// A chapter of two sessions, with fences that show them.
  private static func fences(_ text: String) -> SampleBook {
    var book = SampleBook(
      "```console id=one session=left\n$ true\n```\n\n```console id=two session=right\n$ true\n"
        + "$ echo hi\nhi\n```\n\n\(text)\n")
    let early = SceneMoment(
      time: VirtualTime(milliseconds: 300), scene: scene(pod("web-0", .waiting), pod("db")),
      entry: nil)
    book.film([
      [(scene(pod("a")), [], [])],
      [
        (scene(pod("web-0"), pod("db")), [early], []),
        (scene(pod("web-0"), pod("web-1"), pod("db")), [], []),
      ],
    ])
    return book
  }

  @Test func aComparisonHasTwoPicturesAndOnePlayer() throws {
    let page = PlayerTests.fences(
      "```compare left=left right=right caption=\"Both *at once*\"\nMore.\n```"
    ).page()
    let start = try #require(page.range(of: "<figure class=\"compare\" id=\"compare-1\">"))
    let section = page[start.upperBound...]
    #expect(
      section.contains("<figure class=\"picture\" id=\"compare-1-left\" data-film=\"film-left\""))
    #expect(
      section.contains(
        "id=\"compare-1-right\" data-film=\"film-right\" data-first=\"0\" data-last=\"2\" "
          + "data-zero=\"0\">"))
    #expect(section.contains("<figcaption><code>left</code><details"))
    #expect(section.contains("<figcaption>Both <em>at once</em><p>More.</p>"))
    #expect(page.contains("<script type=\"application/json\" id=\"film-left\">"))
    #expect(page.contains("<script type=\"application/json\" id=\"film-right\">"))
  }

  @Test func aTimelineHasALaneForEachPodOfASet() {
    let page = PlayerTests.fences("```timeline session=right of=statefulset/web\n```").page()
    #expect(page.contains("<li>web-0: Pending from 0:00, Running from 0:00.</li>"))
    #expect(page.contains("<li>web-1: Running from 0:01.</li>"))
    #expect(page.contains("<figcaption>web in the course of time<details"))
    #expect(!page.contains("<li>db: "))
    let all = PlayerTests.fences("```timeline from=two caption=All\n```").page()
    #expect(all.contains("<li>db: Running from 0:00.</li>"))
    #expect(all.contains("<figcaption>All<details"))
  }

  @Test func whatRunsOnAMachineThatDoesNotAnswerHasWordsOfItsOwn() {
    var book = SampleBook(
      "```console id=one\n$ true\n```\n\n```console id=two\n$ true\n```\n\n"
        + "```timeline of=statefulset/web\n```\n")
    func scene(_ node: SceneBadge, _ state: SceneState) -> Scene {
      PlayerTests.scene(
        SceneBox(id: "node/n", kind: .node, label: "n", badges: [node]),
        SceneBox(
          id: "pod/default/web-0", kind: .pod, label: "web-0",
          badges: [SceneBadge("Running", state), SceneBadge("1/1")], parent: "node/n"))
    }
    book.film([
      [(scene(SceneBadge("Ready", .good), .good), [], [])],
      [(scene(SceneBadge("NotReady", .bad), .waiting), [], [])],
    ])
    #expect(
      book.page().contains(
        "<li>web-0: Running 1/1 from 0:00, Running 1/1, node silent from 0:01.</li>"))
  }

  @Test func aFigureShowsOnlyTheKindsThatItNames() throws {
    let page = PlayerTests.fences(
      "```figure of=two kinds=pod\n```\n\n```figure of=two kinds=claim\n```"
    )
    .page()
    let figures = page.components(separatedBy: "<figure class=\"picture\" id=\"figure-")
    #expect(figures.count == 3)
    #expect(figures[1].contains("data-box=\"pod/default/web-1\""))
    #expect(!figures[2].contains("data-box=\"pod/default/web-1\""))
  }

  @Test(arguments: [
    ("compare left=left right=rihgt", "the chapter has no session `rihgt` with commands"),
    ("timeline session=nobody", "the chapter has no session `nobody` with commands"),
    ("timeline from=onne", "no scenario with the id `onne` runs"),
    ("figure of=three", "no scenario with the id `three` runs"),
    ("figure", "a `figure` fence needs `of`"),
  ])
  func aFenceThatShowsWhatIsNotThereIsAMistake(fence: String, summary: String) {
    let page = Page(
      "```console id=one session=left\n$ true\n```\n\n```console id=two session=right\n$ true\n```\n\n"
        + "```\(fence)\n```")
    #expect(page.mistakes.map(\.summary) == [summary])
  }

  /// The room of a picture is that of what is in it; in what order things stand is a matter of the
  /// session.
  @Test func aPictureHasNoRoomForWhatComesOnlyLater() throws {
    var book = SampleBook(
      "```console id=one\n$ true\n```\n\n```console id=two\n$ true\n```\n")
    let one = PlayerTests.scene(PlayerTests.pod("a"))
    let four = PlayerTests.scene(
      PlayerTests.pod("a"), PlayerTests.pod("b"), PlayerTests.pod("c"), PlayerTests.pod("d"))
    book.film([[(one, [], [])], [(four, [], [])]])
    let heights = book.page().components(separatedBy: "viewBox=\"0 0 420 ").dropFirst()
      .compactMap { Int($0.prefix { $0 != "\"" }) }
    try #require(heights.count == 2)
    #expect(heights[0] < heights[1])
  }

  @Test func thePrintedBookHasNeitherFilmsNorWhatOnlyAPointerFinds() {
    let print = PlayerTests.book().page("en/print.html")
    #expect(!print.contains("application/json"))
    #expect(!print.contains("<desc"))
    #expect(!print.contains("data-box") && !print.contains("data-film"))
    let pictures = print.count(of: "class=\"scene\"")
    #expect(pictures > 0)
    #expect(print.count(of: "<title") == 1 + pictures)
    #expect(print.contains("aria-labelledby=\"chapter.picture-2-title\""))
  }

  @Test func whatWaitsNowAndThenTakesNoMoreRoomThanOneOfIt() {
    func waiting(_ name: String) -> Scene { PlayerTests.scene(PlayerTests.pod(name, .waiting)) }
    let empty = Scene(title: "T")
    let few = SceneFrame(of: [waiting("a"), empty])
    let many = SceneFrame(
      of: [waiting("a"), empty, waiting("b"), empty, waiting("a"), waiting("b"), empty])
    #expect(few.legendHeightFree == many.legendHeightFree)
  }
}

extension SceneFrame {
  /// The height of a picture in the frame.
  fileprivate var legendHeightFree: String {
    let html = Scene(title: "T").picture(prefix: "p", frame: self).html
    return String(html.components(separatedBy: "viewBox=\"")[1].prefix { $0 != "\"" })
  }
}

extension SampleBook {
  /// Gives the blocks of the first chapter scenes, moments and events, one entry for each command.
  fileprivate mutating func film(_ blocks: [[(Scene, [SceneMoment], [TraceEntry])]]) {
    let first = run.chapters[0]
    let filmed = zip(first.blocks, blocks).map { block, steps in
      let steps = zip(block.steps, steps).map { step, given in
        var recording = step.recording
        recording.moments = given.1
        recording.events = given.2
        return StepRun(step: step.step, recording: recording, scene: given.0, cause: nil)
      }
      return BlockRun(
        index: block.index, id: block.id, session: block.session, steps: steps, claims: [],
        scene: steps[steps.count - 1].scene, isBehindDifference: false)
    }
    run = BookRun(chapters: [
      ChapterRun(chapter: first.chapter, blocks: filmed, diagnostics: [], wasRun: true)
    ])
  }
}
