import Foundation
import Markdown
import OrderedCollections
import Scenes
import Sessions
import StandardTheme

@testable import Book

/// A small book of a test, read and run in memory.
struct SampleBook {
  var contents: BookContents
  var run: BookRun
  var files: [String: [UInt8]] = [:]

  /// - Parameter chapters: texts by their files in the folder `chapters`; front matter is added
  ///   where there is none.
  init(
    _ chapters: KeyValuePairs<String, String>, title: String = "A book", summary: String? = nil,
    claims: [(id: String, text: String)] = []
  ) {
    let list = ClaimList(
      claims: claims.enumerated().map { ClaimList.Claim(id: $1.id, text: $1.text, line: $0 + 1) })
    let reader = ChapterReader(claims: claims.isEmpty ? nil : list.ids)
    var read: [Chapter] = []
    var runs: [ChapterRun] = []
    var mistakes: [Diagnostic] = []
    for (name, text) in chapters {
      let whole = text.hasPrefix("---\n") ? text : "---\ntitle: A chapter\n---\n" + text
      let (chapter, found) = reader.read(Array(whole.utf8), file: "chapters/" + name)
      read.append(chapter)
      mistakes += found
      runs.append(Page.runner.run(chapter, mistakes: found))
    }
    var languages: [String] = []
    for chapter in read where !languages.contains(chapter.language) {
      languages.append(chapter.language)
    }
    contents = BookContents(
      title: title, summary: summary, claims: list, languages: languages, chapters: read,
      diagnostics: mistakes)
    run = BookRun(chapters: runs)
  }

  /// A book of one chapter.
  init(_ text: String) { self.init(["en/01-chapter.md": text]) }

  static let theme = Theme(files: ThemeFiles.all)

  func site(theme: Theme = SampleBook.theme, fences: [FenceRenderer] = .standard) -> Site {
    Site.build(contents, run, theme: theme, fences: fences) { files[$0] }
  }

  /// A page of the site, or what is wrong with the site.
  func page(_ path: String = "en/chapter.html", fences: [FenceRenderer] = .standard) -> String {
    let site = site(fences: fences)
    guard let bytes = site.files[path] else {
      return "no \(path) among \(site.files.keys), \(site.diagnostics)"
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text of a chapter's page without its title, as the renderer made it.
  func article(_ path: String = "en/chapter.html") -> String {
    let page = page(path)
    guard let start = page.range(of: "</header>\n<", after: "<article>"),
      let end = page.range(of: "</article>")
    else { return page }
    return String(page[page.index(before: start.upperBound)..<end.lowerBound].dropLast())
  }

  /// Puts scenes behind the blocks of the first chapter, one for each block that ran.
  mutating func show(_ scenes: [Scene]) {
    var runs = run.chapters
    let first = runs[0]
    let blocks = first.blocks.enumerated().map { index, block in
      BlockRun(
        index: block.index, id: block.id, session: block.session, steps: block.steps,
        claims: block.claims, scene: scenes[index], isBehindDifference: block.isBehindDifference)
    }
    runs[0] = ChapterRun(
      chapter: first.chapter, blocks: blocks, diagnostics: first.diagnostics, wasRun: true)
    run = BookRun(chapters: runs)
  }
}

extension String {
  /// Where a text first stands behind the first occurrence of another.
  func range(of text: String, after start: String) -> Range<Index>? {
    range(of: start).flatMap { range(of: text, range: $0.upperBound..<endIndex) }
  }

  /// How often a text stands in it.
  func count(of text: String) -> Int { components(separatedBy: text).count - 1 }
}
