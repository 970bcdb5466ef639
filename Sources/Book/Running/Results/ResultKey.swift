import Foundation
import Markdown
import Values

/// Everything that a chapter's run depends on, as bytes: equal keys, equal runs.
///
/// It is kept whole beside the result, not as a hash, so that two keys never meet by chance.
struct ResultKey: Hashable, Sendable {
  let bytes: [UInt8]

  /// The form of key and result; another one is not read.
  static let form = "statebook result 5"

  /// - Parameters:
  ///   - settings: the text of the book's settings.
  ///   - engine: the program that runs the chapter.
  init(_ chapter: Chapter, runner: ChapterRunner, settings: [UInt8], engine: EngineIdentity) {
    var writer = ByteWriter()
    writer.write(ResultKey.form)
    writer.write(engine.text)
    writer.write(UInt64(runner.plugins.count))
    for plugin in runner.plugins {
      writer.write(plugin.name)
      writer.write(plugin.version)
      writer.write(plugin.summary)
      writer.write(UInt64(plugin.inputs.count))
      for input in plugin.inputs {
        writer.write(input.name)
        writer.write(UInt64(input.bytes.count))
        writer.write(ContentHash(input.bytes).value)
      }
    }
    // By their names, so that a limit that is new is part of it by itself.
    writer.write("\(runner.limits)")
    writer.write(runner.isFilming)
    writer.write(settings)
    writer.write(chapter.file)
    writer.write(chapter.language)
    let configuration = chapter.configuration
    writer.write(configuration.seed)
    writer.write(JSON.object(configuration.settings).compactText)
    writer.write(Array(chapter.source.bytes))
    writer.write(chapter.original?.file)
    writer.write(Array(chapter.original?.source.bytes ?? []))
    // What the fences of the text mean also depends on which fences there are, and what a session
    // is given need not stand in the chapter's own text.
    writer.write(UInt64(chapter.blocks.count))
    for block in chapter.blocks { ResultKey.write(block, to: &writer) }
    bytes = writer.bytes
  }

  private static func write(_ block: ChapterBlock, to writer: inout ByteWriter) {
    writer.write(block.range.start.offset)
    switch block {
    case .scenario(let scenario):
      writer.write("scenario")
      writer.write(scenario.id)
      writer.write(scenario.session)
      writer.write(scenario.from)
      writer.write(scenario.norun)
      writer.write(UInt64(scenario.steps.count))
      for step in scenario.steps {
        writer.write(step.command)
        writer.write(step.recorded.text)
        writer.write(step.recorded.status)
      }
    case .file(let file):
      writer.write("file")
      writer.write(file.session)
      writer.write(file.name)
      writer.write(file.code.text)
    case .check(let check):
      writer.write("check")
      writer.write(check.id)
      writer.write(check.session)
      writer.write(UInt64(check.assertions.count))
      for assertion in check.assertions {
        writer.write(assertion.sentence)
        writer.write(assertion.command)
      }
    case .plugin(let fence):
      writer.write("plugin")
      writer.write(fence.word)
    case .listing: writer.write("listing")
    }
  }
}
