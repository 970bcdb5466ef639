import Book
import Foundation
import StatebookCommands
import Testing

@testable import Preview

/// One after the other: a client that waits holds a thread, and the server needs one.
@Suite(.serialized) struct PreviewTests {
  static let page = "en/greeting.html"
  static let chapter = "chapters/en/01-greeting.md"

  private func attribute(_ name: String, of page: String) throws -> String {
    let start = try #require(page.range(of: "data-\(name)=\""))
    return String(page[start.upperBound...].prefix { $0 != "\"" })
  }

  @Test func aPageIsServedWithTheScriptOfThePreview() async throws {
    try await PreviewRun.with(WrittenBook()) { run in
      let page = try run.client.get("/" + PreviewTests.page)
      #expect(page.status == 200)
      #expect(page.head.contains("Content-Type: text/html; charset=utf-8"))
      #expect(page.body.contains("<script src=\"/~preview/preview.js\" defer"))
      #expect(page.body.contains("script-src 'self'"))
      #expect(try run.client.get("/~preview/preview.js").body.contains("EventSource"))
      #expect(try run.client.get("/style.css").head.contains("text/css"))
      #expect(try run.client.get("/").body.contains("A greeting"))
      #expect(try run.client.get("/en/").status == 200)
      let missing = try run.client.get("/en/missing.html")
      #expect(missing.status == 404)
      #expect(missing.body.contains("/~preview/preview.js"))
      #expect(try run.client.get("/../../etc/passwd").status == 404)
      #expect(try run.client.get("/%2e%2e/%2e%2e/etc/passwd").status == 404)
    }
  }

  @Test func theTerminalTellsHowManyChaptersThereAre() async throws {
    try await PreviewRun.with(WrittenBook()) { run in
      #expect(run.output.text.contains("\n4 passed, 0 failed in 2 chapters, "))
    }
    let book = try WrittenBook()
    try FileManager.default.removeItem(atPath: book.path + "/chapters/en/02-another.md")
    try await PreviewRun.with(book) { run in
      #expect(run.output.text.contains("\n2 passed, 0 failed in 1 chapter, "))
    }
  }

  @Test func mistakesOfPagesAreToldAsABuildTellsThem() async throws {
    let book = try WrittenBook()
    try book.write("fences:\n  say: {program: fences/say, timeout: 600}\n", to: "book.yaml")
    try book.writeProgram("echo 'no tone' >&2; exit 3", to: "fences/say")
    try book.write("---\ntitle: Say\n---\n```say\n```\n", to: "chapters/en/03-say.md")
    let built = PreviewRun.Output()
    let surroundings = Surroundings(
      workingDirectory: book.path, write: { built.write($0) }, writeError: { built.write($0) })
    #expect(await Statebook.run(["build"], plugins: [], surroundings: surroundings) == .mistake)
    let mistake = "chapters/en/03-say.md:4:4: error: `fences/say` ended with status 3"
    let text = try #require(
      built.text.range(of: mistake).map { built.text[$0.lowerBound...] }?.prefix { $0 != "=" })
    try await PreviewRun.with(book) { run in
      // Nobody has asked for the page.
      try await run.output.wait(for: text.split(separator: "\n").prefix(4).joined(separator: "\n"))
      #expect(run.output.text.components(separatedBy: mistake).count == 2)
    }
  }

  @Test func filesOfPagesAreWatchedWhereverTheyAre() async throws {
    let book = try WrittenBook()
    try book.write("fences:\n  say: {program: tools/say, timeout: 600}\n", to: "book.yaml")
    let answer = #"echo '{"statebook": 1, "content": ["said"]}'"#
    try book.writeProgram(answer, to: "tools/deep/say")
    try book.write("<svg>one</svg>", to: "pictures/one.svg")
    try book.write(
      "---\ntitle: Say\n---\n![it](../../pictures/one.svg)\n\n```say\n```\n",
      to: "drafts/03-say.md")
    for (link, target) in [
      ("tools/say", "deep/say"), ("chapters/en/03-say.md", "../../drafts/03-say.md"),
    ] {
      try FileManager.default.createSymbolicLink(
        atPath: book.path + "/" + link, withDestinationPath: target)
    }
    try await PreviewRun.with(book) { run in
      func change(_ body: @Sendable () throws -> Void) async throws {
        let change = try await run.client.event("change", of: "en/say.html", after: body)
        #expect(change.contains("say.html") && !change.contains("greeting.html"), "\(change)")
      }
      #expect(try run.client.get("/en/say.html").body.contains("said"))
      try await change {
        try run.book.writeProgram(answer.replacing("said", with: "sung"), to: "tools/deep/say")
      }
      #expect(try run.client.get("/en/say.html").body.contains("sung"))
      #expect(run.output.text.contains("tools/say: changes the pages of chapters/en/03-say.md\n"))
      try await change { try run.book.write("<svg>two</svg>", to: "pictures/one.svg") }
      #expect(try run.client.get("/files/pictures/one.svg").body == "<svg>two</svg>")
      try await change { try run.book.edit("drafts/03-say.md") { $0 + "\nMore words.\n" } }
      #expect(try run.client.get("/en/say.html").body.contains("More words"))
    }
  }

  @Test func aPageIsMadeOfTheFilesBesideItsPrograms() async throws {
    let book = try WrittenBook()
    try book.write("fences:\n  say: {program: tools/say, timeout: 600}\n", to: "book.yaml")
    try book.writeProgram(
      "word=$(cat tools/word)\necho '{\"statebook\": 1, \"content\": [\"'$word'\"]}'",
      to: "tools/say")
    try book.write("said", to: "tools/word")
    try book.write("---\ntitle: Say\n---\n```say\n```\n", to: "chapters/en/03-say.md")
    try await PreviewRun.with(book) { run in
      func change(_ body: @Sendable () throws -> Void) async throws {
        let change = try await run.client.event("change", of: "en/say.html", after: body)
        #expect(change.contains("say.html") && !change.contains("greeting.html"), "\(change)")
      }
      #expect(try run.client.get("/en/say.html").body.contains("said"))
      try await change { try run.book.write("sung", to: "tools/word") }
      #expect(try run.client.get("/en/say.html").body.contains("sung"))
      #expect(run.output.text.contains("tools/word: changes the pages of chapters/en/03-say.md\n"))
      try await change { try FileManager.default.removeItem(atPath: run.book.path + "/tools/word") }
      #expect(try !run.client.get("/en/say.html").body.contains("sung"))
      try await change { try run.book.write("hummed", to: "tools/word") }
      #expect(try run.client.get("/en/say.html").body.contains("hummed"))
    }
  }

  @Test func noPublishedPageHasAnythingOfThePreview() async throws {
    let book = try WrittenBook()
    let surroundings = Surroundings(
      workingDirectory: book.path, write: { _ in }, writeError: { _ in })
    #expect(await Statebook.run(["build"], plugins: [], surroundings: surroundings) == .success)
    let site = book.path + "/site/public"
    let walk = try #require(FileManager.default.enumerator(atPath: site))
    var count = 0
    for case let name as String in walk where name.contains(".") {
      count += 1
      #expect(!name.contains("preview"))
      #expect(!book.read("site/public/" + name).contains("~preview"), "\(name)")
    }
    #expect(count > 5)
  }

  @Test func aSavedChangeIsToldToThePagesThatItChanges() async throws {
    try await PreviewRun.with(WrittenBook()) { run in
      let change = try await run.client.event("change", of: PreviewTests.page) {
        try run.book.edit(PreviewTests.chapter) {
          $0.replacing("echo hello\nhello", with: "echo bye\nbye")
        }
      }
      #expect(change.contains("greeting.html"))
      #expect(!change.contains("another.html"))
      let page = try run.client.get("/" + PreviewTests.page).body
      #expect(page.contains("bye"))
      #expect(!page.contains("hello"))
      #expect(try run.client.get("/en/another.html").body.contains("hello"))
    }
  }

  @Test func aNewTitleChangesEveryPage() async throws {
    try await PreviewRun.with(WrittenBook()) { run in
      let change = try await run.client.event("change", of: PreviewTests.page) {
        try run.book.edit(PreviewTests.chapter) { $0.replacing("A greeting", with: "Hello") }
      }
      #expect(!change.contains("pages"))
      #expect(try run.client.get("/en/another.html").body.contains("Hello"))
    }
  }

  @Test func aNewChapterIsServedAtOnce() async throws {
    try await PreviewRun.with(WrittenBook()) { run in
      _ = try await run.client.event("change", of: PreviewTests.page) {
        try run.book.write(WrittenBook.greeting, to: "chapters/vi/01-chao.md")
      }
      #expect(try run.client.get("/vi/chao.html").status == 200)
      // Its folder is watched too.
      _ = try await run.client.event("change", of: PreviewTests.page) {
        try run.book.edit("chapters/vi/01-chao.md") { $0.replacing("Some", with: "More") }
      }
      #expect(try run.client.get("/vi/chao.html").body.contains("More words"))
    }
  }

  @Test func aHalfTypedFenceKeepsTheLastGoodPage() async throws {
    try await PreviewRun.with(WrittenBook()) { run in
      let change = try await run.client.event("change", of: PreviewTests.page) {
        try run.book.edit(PreviewTests.chapter) {
          $0 + "\n\nMore of it.\n\n```console\n$ echo new\n"
        }
      }
      #expect(change.contains("\"notes\":[\"en\\/greeting.html\"]"))
      let page = try run.client.get("/" + PreviewTests.page).body
      #expect(page.contains("hello"))
      #expect(!page.contains("More of it"))
      let notes = try run.client.get("/~preview/notes?page=" + PreviewTests.page).body
      #expect(notes.contains("\"isStale\":true"))
      #expect(notes.contains("nothing closes the fence"))
      #expect(notes.contains("\"after\":\"second\""))
      _ = try await run.client.event("change", of: PreviewTests.page) {
        try run.book.edit(PreviewTests.chapter) { $0 + "new\n```\n" }
      }
      #expect(try run.client.get("/" + PreviewTests.page).body.contains("More of it"))
      #expect(run.output.text.contains("\(PreviewTests.chapter):21:1: error: nothing closes"))
    }
  }

  @Test func anOutputIsAcceptedFromThePageAndFromNowhereElse() async throws {
    try await PreviewRun.with(WrittenBook()) { run in
      _ = try await run.client.event("change", of: PreviewTests.page) {
        try run.book.edit(PreviewTests.chapter) { $0.replacing("\nhello", with: "\nhullo") }
      }
      let page = try run.client.get("/" + PreviewTests.page).body
      #expect(page.contains("step differs"))
      let notes = try run.client.get("/~preview/notes?page=" + PreviewTests.page).body
      #expect(notes.contains("\"line\":9") && notes.contains("output differs"))
      let token = try attribute("token", of: page)
      let own = "Origin: http://\(run.client.host)"
      let body = #"{"file":"\#(PreviewTests.chapter)","line":9}"#
      @Sendable func accept(_ headers: [String], host: String? = nil, method: String = "POST")
        throws -> Int
      {
        try run.client.send(
          method, "/~preview/accept", host: host, headers: headers, body: body
        ).status
      }
      #expect(try accept([]) == 403)
      #expect(try accept([own]) == 403)
      #expect(try accept([own, "X-Statebook-Token: \(String(token.reversed()))"]) == 403)
      #expect(try accept(["X-Statebook-Token: \(token)"]) == 403)
      #expect(
        try accept(["Origin: http://evil.example", "X-Statebook-Token: \(token)"]) == 403)
      #expect(
        try accept([own, "X-Statebook-Token: \(token)"], host: "evil.example") == 421)
      #expect(try accept([own, "X-Statebook-Token: \(token)"], method: "GET") == 405)
      #expect(run.book.read(PreviewTests.chapter).contains("\nhullo"))

      _ = try await run.client.event("change", of: PreviewTests.page) {
        let status = try accept([own, "X-Statebook-Token: \(token)"])
        #expect(status == 200)
      }
      #expect(run.book.read(PreviewTests.chapter) == WrittenBook.greeting)
      #expect(try !run.client.get("/" + PreviewTests.page).body.contains("step differs"))
    }
  }

  @Test func whatCannotBeAcceptedIsRefusedWithTheReason() async throws {
    try await PreviewRun.with(WrittenBook()) { run in
      _ = try await run.client.event("change", of: PreviewTests.page) {
        try run.book.edit(PreviewTests.chapter) {
          $0.replacing("\nhello", with: "\nhullo").replacing("so: true", with: "so: false")
        }
      }
      let page = try run.client.get("/" + PreviewTests.page).body
      let answer = try run.client.send(
        "POST", "/~preview/accept",
        headers: [
          "Origin: http://\(run.client.host)",
          "X-Statebook-Token: \(try attribute("token", of: page))",
        ], body: #"{"file":"\#(PreviewTests.chapter)"}"#)
      #expect(answer.status == 409)
      #expect(answer.body.contains("does not hold"))
    }
  }

  @Test func anotherHostNameIsNotAnswered() async throws {
    try await PreviewRun.with(WrittenBook()) { run in
      for host in ["evil.example", "evil.example:\(run.client.port)", "127.0.0.1:1", "[::1]"] {
        #expect(try run.client.send("GET", "/", host: host).status == 421, "\(host)")
      }
      #expect(try run.client.send("GET", "/", host: "localhost:\(run.client.port)").status == 200)
      let foreign = try run.client.send("GET", "/", headers: ["Origin: http://evil.example"])
      #expect(foreign.status == 403)
      #expect(try run.client.send("DELETE", "/").status == 405)
    }
  }

  @Test func aPageOfAnEarlierRunIsToldToLoadItselfAnew() async throws {
    try await PreviewRun.with(WrittenBook()) { run in
      let page = try run.client.get("/" + PreviewTests.page).body
      let instance = try attribute("instance", of: page)
      let version = try #require(Int(try attribute("version", of: page)))
      let own = try await run.client.event(
        "hello", of: PreviewTests.page, version: version, instance: instance)
      #expect(own == #"{"isCurrent":true}"#)
      let foreign = try await run.client.event("hello", of: PreviewTests.page, version: version)
      #expect(foreign == #"{"isCurrent":false}"#)
      _ = try await run.client.event("change", of: PreviewTests.page) {
        try run.book.edit(PreviewTests.chapter) { $0.replacing("Some", with: "More") }
      }
      let late = try await run.client.event(
        "hello", of: PreviewTests.page, version: version, instance: instance)
      #expect(late == #"{"isCurrent":false}"#)
    }
  }

  @Test func aTakenPortIsNamed() async throws {
    try await PreviewRun.with(WrittenBook()) { run in
      let port = run.client.port
      let other = try PreviewRun.preview(of: run.book, port: port)
      await #expect {
        try await other.run(started: { _ in }, until: {})
      } throws: { error in
        (error as? Refusal)?.summary == "port \(port) is taken by another program"
      }
    }
  }

  @Test func theEndClosesThePort() async throws {
    let book = try WrittenBook()
    nonisolated(unsafe) var client: Client?
    try await PreviewRun.with(book) { run in client = run.client }
    let ended = try #require(client)
    #expect(throws: Client.NothingListens.self) { try ended.get("/") }
  }
}
