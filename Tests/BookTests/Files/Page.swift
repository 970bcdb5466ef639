import Foundation
import Markdown

@testable import Book

/// A chapter of a test, read and ready to run in a world without plugins.
struct Page {
  let text: String
  let chapter: Chapter
  let mistakes: [Diagnostic]

  static let runner = ChapterRunner(plugins: [])

  init(_ body: String, frontMatter: String? = nil, file: String = "chapter.md") {
    let extra = frontMatter.map { $0 + "\n" } ?? ""
    self.init(text: "---\ntitle: A chapter\n\(extra)---\n\(body)\n", file: file)
  }

  init(text: String, file: String = "chapter.md") {
    self.init(bytes: Array(text.utf8), file: file)
  }

  init(bytes: [UInt8], file: String = "chapter.md") {
    text = String(decoding: bytes, as: UTF8.self)
    (chapter, mistakes) = ChapterReader().read(bytes, file: file)
  }

  func run() -> ChapterRun { Page.runner.run(chapter, mistakes: mistakes) }

  /// The number of the first line that contains a text.
  func line(of part: String) -> Int {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return (lines.firstIndex { $0.contains(part) } ?? -1) + 1
  }
}
