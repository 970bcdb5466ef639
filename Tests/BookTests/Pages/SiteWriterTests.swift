import Foundation
import StandardTheme
import Testing

@testable import Book

@Suite struct SiteWriterTests {
  let scratch = Scratch()

  init() {
    scratch.write(
      """
      ---
      title: One
      redirects: [old.html]
      ---
      ![a picture](img/a.png)

      ```console id=x
      $ echo hi
      hi
      ```
      """, to: "book/chapters/en/01-one.md")
    scratch.write([1, 2, 3], to: "book/chapters/en/img/a.png")
    scratch.write("title: A small book\n", to: "book/book.yaml")
  }

  /// Builds the site as the command line does; returns what is wrong.
  private func build(to name: String = "book/site/public") throws -> [Diagnostic] {
    let root = scratch.path + "/book"
    let contents = BookSource(folder: URL(filePath: root)).read()
    #expect(contents.diagnostics.isEmpty)
    let run = BookRun(chapters: contents.chapters.map { Page.runner.run($0) })
    var diagnostics: [Diagnostic] = []
    try Publication.replace(scratch.path + "/" + name) { folder in
      diagnostics = try SiteWriter.pages(theme: ThemeFiles.all)
        .write(contents, run, root, folder)
      return !diagnostics.haveErrors
    }
    return diagnostics
  }

  /// All files of a folder by their paths in it, hidden ones too.
  private func files(_ folder: String) -> [String: [UInt8]] {
    let names = FileManager.default.subpaths(atPath: scratch.path + "/" + folder) ?? []
    var files: [String: [UInt8]] = [:]
    for name in names {
      var isFolder: ObjCBool = false
      let path = scratch.path + "/" + folder + "/" + name
      _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      if !isFolder.boolValue { files[name] = scratch.bytes(folder + "/" + name) }
    }
    return files
  }

  /// What lies in each site besides the files of this book.
  private static let copied = ThemeFiles.all.keys.filter { !$0.contains("/") }

  @Test func aBookBecomesAFolderOfFiles() throws {
    #expect(try build() == [])
    let own = [
      ".statebook-site", "404.html", "en/index.html", "en/one.html", "en/print.html",
      "en/search-index.js", "files/chapters/en/img/a.png", "index.html", "old.html",
    ]
    #expect(files("book/site/public").keys.sorted() == (own + SiteWriterTests.copied).sorted())
    #expect(scratch.read("book/site/public/index.html").contains("<title>A small book</title>"))
    #expect(scratch.bytes("book/site/public/files/chapters/en/img/a.png") == [1, 2, 3])
  }

  @Test func twoBuildsAreEqualAndHoldNoPlaceOrTime() throws {
    #expect(try build(to: "a") == [])
    #expect(try build(to: "b") == [])
    let (a, b) = (files("a"), files("b"))
    #expect(a == b && a.count == 9 + SiteWriterTests.copied.count)
    let year = Calendar(identifier: .gregorian).component(.year, from: Date())
    for (name, bytes) in a where name.hasSuffix(".html") {
      let page = String(decoding: bytes, as: UTF8.self)
      #expect(!page.contains(scratch.path) && !page.contains("file:"), "\(name)")
      #expect(!page.contains("\(year)"), "\(name)")
    }
  }

  @Test func aFolderSiteOfTheBookChangesTheTheme() throws {
    scratch.write("body { color: red }\n", to: "book/site/style.css")
    scratch.write(
      "<footer>Mine, {{bookTitle}}</footer>\n", to: "book/site/templates/footer.mustache")
    scratch.write("logo", to: "book/site/logo.png")
    for other in ["README.md", "Extra.swift", ".hidden", "public/old.html", "drafts/a.css"] {
      scratch.write("not copied", to: "book/site/" + other)
    }
    #expect(try build(to: "out") == [])
    #expect(scratch.read("out/style.css") == "body { color: red }\n")
    #expect(scratch.read("out/en/one.html").contains("<footer>Mine, A small book</footer>"))
    #expect(scratch.read("out/logo.png") == "logo")
    #expect(files("out").count == 10 + SiteWriterTests.copied.count)
  }

  @Test func aMistakeLeavesTheOldSite() throws {
    #expect(try build() == [])
    let old = files("book/site/public")
    scratch.write("{{nothing}}\n", to: "book/site/templates/footer.mustache")
    scratch.write([9], to: "book/chapters/en/img/a.png")
    let mistakes = try build()
    #expect(mistakes.map(\.file) == ["site/templates/footer.mustache"])
    #expect(mistakes.map(\.summary) == ["the template `footer` names an unknown key `nothing`"])
    #expect(files("book/site/public") == old)
    #expect(scratch.names("book/site") == ["public", "templates"])
  }

  @Test func aLinkOutOfTheBookIsNotCarried() throws {
    scratch.write("secret", to: "secret.png")
    let path = scratch.path + "/book/chapters/en/img/a.png"
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createSymbolicLink(
      atPath: path, withDestinationPath: scratch.path + "/secret.png")
    let contents = BookSource(folder: URL(filePath: scratch.path + "/book")).read()
    let run = BookRun(chapters: [])
    let diagnostics = try SiteWriter.pages(theme: ThemeFiles.all)
      .write(contents, run, scratch.path + "/book", scratch.path + "/out")
    #expect(diagnostics.haveErrors)
    #expect(!scratch.exists("out"))
  }
}
