import Foundation
import Testing

@testable import Book

@Suite struct BookSourceTests {
  /// A book in a folder that is removed afterwards.
  static func withBook(
    _ files: [String: String], _ body: (URL) throws -> Void
  ) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "book-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (path, text) in files {
      let file = folder.appendingPathComponent("book/\(path)")
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    try body(folder)
  }

  @Test func theFilesBesideAFileAreThoseOfItsFolder() throws {
    let files = [
      "book.yaml": "title: A book\n", "say": "", "tools/say": "", "tools/words.txt": "",
      "tools/.hidden": "", "tools/deep/sing": "", "tools/deep/tune.txt": "",
    ]
    try BookSourceTests.withBook(files) { folder in
      let path = folder.path + "/book"
      for (link, target) in [("tools/sing", "deep/sing"), ("tools/out.txt", "/etc/passwd")] {
        try FileManager.default.createSymbolicLink(
          atPath: path + "/" + link, withDestinationPath: target)
      }
      let book = BookSource(folder: URL(filePath: path))
      #expect(book.files(beside: "tools/say") == ["tools/sing", "tools/words.txt"])
      // Where a program looks for what it needs.
      #expect(book.files(beside: "tools/sing") == ["tools/deep/tune.txt"])
      #expect(book.files(beside: "say") == [])
      #expect(book.files(beside: "nowhere/say") == [])
    }
  }

  @Test func chaptersComeInOrderOfNamesOrAsTheySay() throws {
    let files = [
      "book.yaml": "title: A book\nsummary: About things.\n",
      "chapters/claims.yaml": "- id: a1\n  text: It is so.\n",
      "chapters/en/02-b.md": "---\ntitle: B\n---\n```check claims=a1\nSo: true\n```\n",
      "chapters/en/01-a.md": "---\ntitle: A\n---\n", "chapters/en/notes.txt": "no chapter",
      "chapters/en/03-c.md": "---\ntitle: C\norder: 0\n---\n",
      "chapters/vi/01-a.md": "---\ntitle: V\n---\n",
      "chapters/en/.hidden.md": "no chapter",
    ]
    try BookSourceTests.withBook(files) { folder in
      let book = BookSource(folder: folder.appendingPathComponent("book")).read()
      #expect(book.diagnostics.isEmpty)
      #expect(book.title == "A book")
      #expect(book.summary == "About things.")
      #expect(book.claims.ids == ["a1"])
      #expect(book.languages == ["en", "vi"])
      #expect(book.chapters.map(\.frontMatter.title) == ["C", "A", "B", "V"])
      #expect(book.chapters(in: "vi").map(\.file) == ["chapters/vi/01-a.md"])
    }
  }

  /// A fence that `book.yaml` declares with a mistake is not an unknown word as well.
  @Test(arguments: [
    ("fences:\n  riddle: { program: a, timeot: 1 }\n", "unknown key `timeot`"),
    ("fenses:\n  riddle: { program: a }\n", "unknown key `fenses`"),
    ("fences:\n  riddle: { program: a\n", nil),
    ("- fences\n", "the book's settings are no mapping"),
    ("titel: A\n", "unknown language or fence word `riddle`"),
  ])
  func aMistakeInTheSettingsIsTheOnlyOne(settings: String, summary: String?) throws {
    let files = [
      "book.yaml": settings, "chapters/en/01-a.md": "---\ntitle: A\n---\n```riddle\nx\n```\n",
    ]
    try BookSourceTests.withBook(files) { folder in
      let source = BookSource(folder: folder.appendingPathComponent("book"))
      var known = KnownChapters()
      let summaries = source.read(knowing: &known).diagnostics.map(\.summary)
      #expect(summaries.count == (settings.hasPrefix("titel") ? 2 : 1), "\(summaries)")
      #expect(summary.map(summaries.contains) ?? summaries[0].hasPrefix("this is not YAML"))
      // Once the settings are right, the word is looked at again.
      let file = source.folder.appendingPathComponent("book.yaml")
      try Data("title: A\n".utf8).write(to: file)
      #expect(
        source.read(knowing: &known).diagnostics.map(\.summary) == [
          "unknown language or fence word `riddle`"
        ])
    }
  }

  @Test func mistakesOfAllFilesAreReportedTogether() throws {
    let files = [
      "book.yaml": "titel: A book\n",
      "chapters/en/01-a.md": "---\ntitle: A\n---\n```check claims=a2\nSo: true\n```\n",
      "chapters/en/02-a.md": "no front matter",
      "chapters/claims.yaml": "- id: a1\n  text: It is so.\n",
    ]
    try BookSourceTests.withBook(files) { folder in
      let book = BookSource(folder: folder.appendingPathComponent("book")).read()
      #expect(
        book.diagnostics.map { "\($0.file):\($0.line): \($0.summary)" } == [
          "book.yaml:1: unknown key `titel`",
          "chapters/en/01-a.md:4: the book has no claim `a2`",
          "chapters/en/02-a.md:0: the address `en/a` is taken",
          "chapters/en/02-a.md:1: the chapter has no front matter",
        ])
      #expect(book.diagnostics[1].suggestion == "did you mean `a1`?")
    }
  }

  @Test func nothingOutsideTheBookIsRead() throws {
    let files = [
      "chapters/en/01-a.md": "---\ntitle: A\n---\n![x](out.png) ![y](../../../secret.png)\n"
    ]
    try BookSourceTests.withBook(files) { folder in
      let secret = folder.appendingPathComponent("secret.png")
      try Data("---\ntitle: Secret\n---\n".utf8).write(to: secret)
      let chapters = folder.appendingPathComponent("book/chapters/en")
      for name in ["02-b.md", "out.png"] {
        try FileManager.default.createSymbolicLink(
          at: chapters.appendingPathComponent(name), withDestinationURL: secret)
      }
      try FileManager.default.createSymbolicLink(
        at: folder.appendingPathComponent("book/chapters/out"), withDestinationURL: folder)
      let book = BookSource(folder: folder.appendingPathComponent("book")).read()
      #expect(book.chapters.map(\.frontMatter.title) == ["A"])
      #expect(book.languages == ["en"])
      #expect(
        book.diagnostics.map(\.summary) == [
          "no such chapter or file: out.png".replacing("chapter or file", with: "image"),
          "the link leaves the book: ../../../secret.png",
          "the file is a symbolic link that leaves the book",
        ])
    }
  }

  @Test func aBookWithoutChaptersSaysSo() throws {
    try BookSourceTests.withBook(["x": ""]) { folder in
      let book = BookSource(folder: folder.appendingPathComponent("book")).read()
      #expect(book.diagnostics.map(\.summary) == ["the book has no chapters"])
      #expect(!BookSource.isBook(folder))
      #expect(BookSource.chapter(at: folder.appendingPathComponent("nothing.md"), name: "x") == nil)
    }
  }

  /// Why a chapter is missing is said: here a folder has its name.
  @Test func aChapterThatCannotBeReadSaysWhy() throws {
    let text = "---\ntitle: A\n---\n"
    try BookSourceTests.withBook([
      "chapters/en/01-a.md": text, "chapters/en/02-b.md/c.md": text,
    ]) { folder in
      let book = BookSource(folder: folder.appendingPathComponent("book")).read()
      #expect(
        book.diagnostics.map(\.summary) == ["the file cannot be read: Is a directory"])
      #expect(book.diagnostics.map(\.file) == ["chapters/en/02-b.md"])
    }
  }

  /// An example is a chapter of this book; a slip is near in its name, not only in its length.
  @Test(arguments: [
    ("[x](99-nope.md)", "name a file from the chapter's folder on, as in `01-first.md`"),
    ("[x](31-nota.md)", "did you mean `30-note.md`?"),
    ("[x](30-note.html)", "did you mean `30-note.md`?"),
    (
      "![x](30-note.png)",
      "put the image into the book, and name it from the chapter's folder on, as in `images/a.png`"
    ),
    (
      "![x](../../../a.png)",
      "put the image into the book, and name it from the chapter's folder on, as in `images/a.png`"
    ),
    ("[x](/nope.md)", "link to a chapter by its file, as in `01-first.md`"),
  ])
  func whatALinkShouldBeIsSaid(link: String, help: String) {
    let (a, _) = ChapterReader().read(
      Array("---\ntitle: A\n---\n\n\(link)\n".utf8), file: "chapters/en/30-note.md")
    let (b, _) = ChapterReader().read(
      Array("---\ntitle: B\n---\n".utf8), file: "chapters/en/01-first.md")
    let links = BookLinks(chapters: [a, b], hasFile: { _ in false })
    #expect(links.diagnostics.map(\.suggestion) == [help])
  }

  @Test(
    arguments: [
      ("[x](02-b.md)", nil), ("[x](02-b.md#a-place)", nil), ("[x](#here)", nil),
      ("[x](#block)", nil),
      ("[x](./02-b.md?q#a-place)", nil), ("[x](../en/02-b.md)", nil),
      ("[x](https://example.org/)", nil),
      ("[x](mailto:a@b)", nil), ("![x](a%20b.png)", nil), ("[x](02-b.md#t%C3%AAn)", nil),
      ("[x](03-b.md)", "no such chapter or file: 03-b.md"),
      ("[x](02-b.md#a-palce)", "chapters/en/02-b.md has no place `#a-palce`"),
      ("[x](#heer)", "this chapter has no place `#heer`"),
      ("![x](no.png)", "no such image: no.png"),
      ("[x](../../../b.md)", "the link leaves the book: ../../../b.md"),
      ("[x](/b.md)", "the link leaves the book: /b.md"), ("[x]()", "a link that leads nowhere"),
      ("![x](02-b.md)", "a chapter is no image: 02-b.md"),
      ("![x](https://example.org/a.png)", "an image from elsewhere: https://example.org/a.png"),
      ("[x](javascript:alert)", "the page drops this link: javascript:alert"),
      ("[x](02-b.html)", "no such chapter or file: 02-b.html"),
    ] as [(String, String?)])
  func linksAreChecked(link: String, summary: String?) {
    let first = "---\ntitle: A\n---\n## Here\n\n\(link)\n\n```console id=block\n$ x\n```\n"
    let second = "---\ntitle: B\n---\n## A place\n\n## Tên\n"
    let reader = ChapterReader()
    let (a, mistakes) = reader.read(Array(first.utf8), file: "chapters/en/01-a.md")
    let (b, _) = reader.read(Array(second.utf8), file: "chapters/en/02-b.md")
    #expect(mistakes.isEmpty)
    let links = BookLinks(chapters: [a, b], hasFile: { $0 == "chapters/en/a b.png" })
    #expect(links.diagnostics.map(\.summary) == (summary.map { [$0] } ?? []))
    #expect(links.diagnostics.allSatisfy { $0.line == 6 && $0.column == 1 })
  }
}
