import ArgumentParser
import Book
import Foundation

/// `statebook accept`.
struct AcceptCommand: BookCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept",
    abstract: "Write outputs that the last test proposed into the chapters.",
    discussion: """
      Only the bytes of these outputs change. Nothing is written when anything in the chapter, \
      also in its prose, changed since the test (then test it again first), when one of its claims does not hold, or when it would not be right afterwards. \
      In continuous integration it refuses unless --ci is given.
      """)

  @Argument(
    help: ArgumentHelp("What to accept.", valueName: "path[:line]"), completion: .chapters)
  var places: [String] = []
  @OptionGroup var options: BookOptions
  @Flag(help: "Accept everything that was proposed for the book.")
  var all = false
  @Flag(name: [.customShort("i"), .long], help: "Ask for each output.")
  var interactive = false
  @Flag(help: "Accept in continuous integration too.")
  var ci = false

  func validate() throws {
    if places.isEmpty && !all && !interactive {
      throw ValidationError("name what to accept: PATH, PATH:LINE, or --all, or -i to be asked")
    }
    if all && !places.isEmpty { throw ValidationError("give either paths or --all") }
  }

  func run(in installation: Installation) async throws -> CommandStatus {
    let surroundings = installation.surroundings
    if surroundings.isContinuousIntegration && !ci {
      throw Refusal(
        "nothing is accepted in continuous integration",
        help: "accept where you can look at it, or give --ci")
    }
    let selection = try Selection(places, options, in: installation)
    var question = Question(surroundings, isAsked: interactive)
    var acceptedCount = 0
    // Outputs of the chapters that wait at other lines than those that were named.
    var waiting: [String] = []
    // Chapters of which it is not known what they would print.
    var untested: [String] = []
    let knowsTests = Selection.Item.engine(in: installation) != nil
    var status = CommandStatus.success
    for item in selection.chapters {
      AtomicFile.removeRemains(of: item.path)
      let text = Fingerprint(item.chapter.source.bytes)
      let proposal = try item.store.proposal(for: item.chapter.file, text: text)
      if proposal == nil || proposal?.text == text, let line = item.lineWithoutCommand {
        throw Refusal(
          "\(item.shown):\(line) is no line of a command or its output",
          help: "name the line of a command that a test has told of, or the chapter alone for all")
      }
      guard let proposal else {
        if knowsTests, !item.isTested(in: installation) { untested.append(item.shown) }
        continue
      }
      let isStale = text != proposal.text
      let named: [Proposal.Edit]
      do throws(Refusal) {
        named = try proposal.edits(named: item.lines, of: item.shown)
      } catch {
        AcceptCommand.tell(error, to: surroundings)
        status = .mistake
        continue
      }
      // What cannot be accepted is said below; there is no point in asking about it.
      let edits =
        isStale || !proposal.redClaims.isEmpty ? named : question.wanted(named, of: item)
      if edits.isEmpty, item.lines != nil {
        if isStale {
          untested.append(item.shown)
        } else {
          waiting += proposal.edits.map { "\(item.shown):\($0.line)" }
        }
      }
      // A false claim is refused even when there is no output to take: it is not "nothing to do".
      guard !edits.isEmpty || (!isStale && !proposal.redClaims.isEmpty) else { continue }
      do throws(Refusal) {
        let outcome = try item.acceptance(with: installation)
          .accept(item.chapter.file, at: item.path, lines: edits.map(\.line))
        for edit in outcome.accepted {
          let command = edit.command.split(separator: "\n").first ?? ""
          surroundings.write("accepted \(item.shown):\(edit.line): $ \(command)\n")
        }
        acceptedCount += outcome.accepted.count
      } catch {
        AcceptCommand.tell(error, to: surroundings)
        status = .mistake
      }
    }
    if question.nobodyAnswers {
      throw Refusal(
        "nobody answers: the input has ended",
        help: "name what to accept, PATH, PATH:LINE or --all, and leave out -i")
    }
    if acceptedCount == 0 && status == .success {
      surroundings.write(
        question.wasAsked ? "nothing accepted\n" : "there is nothing to accept here\n")
      if !question.wasAsked, let first = waiting.first {
        let others = waiting.count == 1 ? "" : " and \(waiting.count - 1) more"
        surroundings.write("  help: a new output waits at \(first)\(others)\n")
      } else if !question.wasAsked, let first = untested.first {
        let isOne = untested.count == 1
        let chapters = isOne ? "\(first) was" : "\(first) and \(untested.count - 1) more were"
        surroundings.write(
          "  cause: \(chapters) not tested since the last change\n"
            + "  help: run \(surroundings.program) test\(isOne ? " " + first : "") first\n")
      } else if !question.wasAsked, let item = selection.chapters.first,
        selection.chapters.count == 1,
        item.chapter.reusesSessions, let original = item.chapter.original
      {
        let shown = selection.shown(original.file)
        surroundings.write(
          "  cause: \(item.shown) reuses outputs of \(shown)\n"
            + "  help: accept them there: \(surroundings.program) accept \(shown)\n")
      } else if !question.wasAsked, knowsTests {
        surroundings.write(
          "  cause: nothing differs: the last test saw the commands print what stands here\n")
      }
    }
    return status
  }

  private static func tell(_ refusal: Refusal, to surroundings: Surroundings) {
    surroundings.writeError("statebook: error: \(refusal.summary)\n")
    if let help = refusal.help { surroundings.writeError("  help: \(help)\n") }
  }
}

extension Selection.Item {
  /// The first of the lines asked for at which there can be nothing to accept.
  fileprivate var lineWithoutCommand: Int? {
    guard !mistakes.haveErrors else { return nil }
    let commands = chapter.scenarios.flatMap(\.steps).map(\.lines)
    return lines?.first { line in !commands.contains { $0.contains(line) } }
  }

  /// By which engine results are kept; nil where they are not, and it is not known what was tested.
  fileprivate static func engine(in installation: Installation) -> EngineIdentity? {
    RunOptions.keepsResults(in: installation.surroundings) ? EngineIdentity.current : nil
  }

  /// Whether the last test saw the chapter as it is now.
  fileprivate func isTested(in installation: Installation) -> Bool {
    guard let engine = Selection.Item.engine(in: installation) else { return false }
    let store = ResultStore(root: root, engine: engine, settings: settings)
    return store.run(of: chapter, mistakes: mistakes, by: installation.runner) != nil
  }
}

/// Asks a person about outputs, one by one.
private struct Question {
  private let surroundings: Surroundings
  private let isAsked: Bool
  private var answersForAll: Bool?
  private(set) var wasAsked = false
  /// Whether the input ended before the first answer.
  private(set) var nobodyAnswers = false
  private var wasAnswered = false

  init(_ surroundings: Surroundings, isAsked: Bool) {
    self.surroundings = surroundings
    self.isAsked = isAsked
  }

  /// Those of the edits that the person wants: y yes, n no, a this and all others, q no more.
  mutating func wanted(_ edits: [Proposal.Edit], of item: Selection.Item) -> [Proposal.Edit] {
    guard isAsked else { return edits }
    return edits.filter { edit in
      if let answersForAll { return answersForAll }
      wasAsked = true
      let patch = Patch(
        [edit], of: item.chapter, file: item.shown,
        style: TextStyle(isColoured: surroundings.usesColour))
      surroundings.write("\n" + patch.text)
      if let cause = edit.cause { surroundings.write("cause: \(cause)\n") }
      while true {
        surroundings.write("accept \(item.shown):\(edit.line)? [y]es [n]o [a]ll [q]uit ")
        let answer = surroundings.readAnswer()?.trimmingCharacters(in: .whitespaces).lowercased()
        if answer != nil { wasAnswered = true }
        switch answer {
        case "y", "yes": return true
        case "n", "no": return false
        case "a", "all":
          answersForAll = true
          return true
        case "q", "quit":
          answersForAll = false
          return false
        case nil:
          if !wasAnswered { nobodyAnswers = true }
          answersForAll = false
          surroundings.write("\n")
          return false
        default: continue
        }
      }
    }
  }
}
