import Foundation
import Markdown
import Scenes
import Values

/// A fence that a program of the book turns into HTML, for authors who do not write Swift.
///
/// `book.yaml` declares it:
///
///     fences:
///       riddle:
///         program: fences/riddle.py
///         summary: A question whose answer the reader has to find.
///         version: "1.2"
///         attributes: { title: text, level: [easy, hard], open: flag }
///         required: [title]
///         timeout: 5
///
/// The program is started once for each such fence while the site is built, and by `lint`, in the
/// folder of the book. It gets one JSON object on its standard input and gives one on its standard
/// output; see ``request(_:_:)`` and ``ProgramAnswer``. Reading and testing a chapter does not start
/// it.
public struct FenceProgram: Hashable, Sendable {
  /// The word that such a fence begins with.
  public var word: String
  /// The path of the program in the book.
  public var path: String
  /// What the fence is for, in a sentence.
  public var summary: String
  /// The version of the program, as its author counts; nil when the book does not say it.
  public var version: String?
  /// The attributes that it takes.
  public var attributes: [AttributeRule] = []
  /// How long the program may take, in seconds.
  public var timeout = FenceProgram.defaultTimeout

  /// The version of what is said between statebook and such a program.
  public static let protocolVersion = 1
  /// In seconds.
  public static let defaultTimeout = 5
  /// The longest time limit that a book may set, in seconds.
  public static let longestTimeout = 600

  /// What a chapter may write.
  public var plugin: FencePlugin {
    FencePlugin(word: word, summary: summary, attributes: attributes)
  }

  /// What a page shows; `root` is the folder of the book.
  func renderer(in root: String) -> FenceRenderer {
    FenceRenderer(word: word) { (fence, place) throws(FenceMistakes) in
      let run = ProgramRun(
        executable: root + "/" + path, folder: root, timeout: timeout,
        input: request(fence, place.chapter, id: place.id).compactText + "\n")
      func mistake(_ summary: String, _ cause: String? = nil, help: String? = nil) -> FenceMistakes
      {
        FenceMistakes([
          Diagnostic(
            file: place.chapter.file, range: fence.code.fence?.infoRange ?? fence.code.range,
            summary, explanation: cause, suggestion: help)
        ])
      }
      switch run.outcome() {
      case .cannotStart(let reason):
        throw mistake(
          "`\(path)` cannot be started", reason, help: "it must be an executable file of the book")
      case .tookTooLong:
        throw mistake(
          "`\(path)` did not end within \(timeout) s",
          help: "make it faster, or set `timeout` in `book.yaml`")
      case .wroteTooMuch:
        throw mistake("`\(path)` wrote more than \(ProgramRun.outputLimit >> 10) KiB")
      case .failed(let status, let errors):
        throw mistake("`\(path)` ended with status \(status)", errors.isEmpty ? nil : errors)
      case .answered(let text):
        switch ProgramAnswer.read(text) {
        case .failure(let problem):
          throw mistake(
            "`\(path)` gave an answer that cannot be used", problem.text,
            help: "`94-fences.md` of statebook's own book says what an answer looks like")
        case .success(.content(let markup)): return markup
        case .success(.errors(let errors)):
          throw FenceMistakes(errors.map { $0.diagnostic(fence, place.chapter) })
        }
      }
    }
  }

  /// What the program is asked:
  ///
  ///     {"statebook": 1, "word": "riddle", "attributes": {"title": "Who am I?"}, "text": "…\n",
  ///      "id": "riddle-1", "language": "en", "chapter": "chapters/en/01-first.md", "line": 12}
  ///
  /// A bare flag has the value `true`. `id` is unique on the page; ids of the answer begin with it.
  func request(_ fence: PluginFence, _ chapter: Chapter, id: String) -> JSON {
    var attributes: OrderedMembers = [:]
    for attribute in fence.attributes {
      attributes[attribute.name] = attribute.value.map { .string($0) } ?? .bool(true)
    }
    let text = fence.lines.map { $0.text + "\n" }.joined()
    return [
      "statebook": .integer(Int64(FenceProgram.protocolVersion)), "word": .string(word),
      "attributes": .object(attributes), "text": .string(text), "id": .string(id),
      "language": .string(chapter.language), "chapter": .string(chapter.file),
      "line": .integer(Int64(fence.code.range.start.line)),
    ]
  }
}
