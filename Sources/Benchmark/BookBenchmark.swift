import Book
import CCmark
import Containers
import Foundation
import Kubernetes
import Sessions
import StandardTheme

/// What reading, running and drawing a book costs.
enum BookBenchmark {
  static let plugins = [ContainersPlugin.plugin, KubernetesPlugin.plugin]

  /// The synthetic book: from the files' bytes to the pages' bytes, against libcmark alone.
  static func synthetic() async throws -> ReportTable {
    let book = SyntheticBook()
    let texts = book.chapters.map { $0.text }
    let bytes = texts.reduce(0) { $0 + $1.utf8.count }
    let alone = Stopwatch.median(of: 9) {
      for text in texts {
        let html = cmark_markdown_to_html(text, text.utf8.count, CMARK_OPT_DEFAULT)
        free(html)
      }
    }
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "statebook-benchmark-\(ProcessInfo.processInfo.processIdentifier)")
    let chapters = folder.appending(path: "chapters/en")
    try FileManager.default.createDirectory(at: chapters, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for chapter in book.chapters {
      try Data(chapter.text.utf8).write(to: chapters.appending(path: chapter.name))
    }
    var contents: BookContents?
    let reading = Stopwatch.median(of: 9) {
      contents = BookSource(folder: folder).read()
    }
    guard let contents, contents.diagnostics.isEmpty else {
      throw StatefulSetBenchmark.Failure(description: "the synthetic book has mistakes")
    }
    let run = await ChapterRunner(plugins: plugins).run(
      contents.chapters.map { (chapter: $0, mistakes: []) })
    let theme = Theme(files: ThemeFiles.all)
    var pages = 0
    let drawing = Stopwatch.median(of: 9) {
      pages = Site.build(contents, run, theme: theme).files.count
    }
    var table = ReportTable(
      title: "A synthetic book of \(book.chapters.count) chapters, \(bytes) bytes, no scenarios",
      header: ["what", "ms", "times libcmark", "processor ms", "times libcmark"])
    let both = (
      wall: reading.wall + drawing.wall, processor: reading.processor + drawing.processor
    )
    for (name, time) in [
      ("libcmark alone, text to HTML", alone), ("reading and checking the chapters", reading),
      ("drawing \(pages) files", drawing), ("both", both),
    ] {
      table.rows.append([
        name, fixed(time.wall * 1000, 1), fixed(time.wall / alone.wall, 1),
        fixed(time.processor * 1000, 1), fixed(time.processor / alone.processor, 1),
      ])
    }
    return table
  }

  /// The book in `folder`: reading, running all its scenarios, drawing.
  static func real(_ folder: URL) async throws -> ReportTable {
    let source = BookSource(folder: folder)
    let contents = source.read()
    let clock = ContinuousClock()
    var times: [Double] = []
    var run = BookRun(chapters: [])
    for _ in 0..<5 {
      let start = clock.now
      run = await ChapterRunner(plugins: plugins).run(
        contents.chapters.map { (chapter: $0, mistakes: []) })
      let duration = clock.now - start
      times.append(
        Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18)
    }
    let running = times.sorted()[2]
    let reading = Stopwatch.median(of: 5) { _ = source.read() }.wall
    let theme = Theme(files: ThemeFiles.all)
    let drawing = Stopwatch.median(of: 5) { _ = Site.build(contents, run, theme: theme) }.wall
    let steps = run.chapters.reduce(0) { $0 + $1.steps.count + $1.claims.count }
    var table = ReportTable(
      title: "The book: \(contents.chapters.count) chapters, \(steps) commands and claims",
      header: ["what", "ms", "ms/chapter"])
    for (name, seconds) in [
      ("reading", reading), ("running, in parallel", running), ("drawing", drawing),
    ] {
      table.rows.append([
        name, fixed(seconds * 1000, 1),
        fixed(seconds * 1000 / Double(max(contents.chapters.count, 1)), 1),
      ])
    }
    return table
  }
}
