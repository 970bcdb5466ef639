import Book
import Sessions
import StatebookCommands
import Values

/// A session that was done here, as requests to the WebAssembly module and the answers that it
/// should give.
struct NativeSession {
  private(set) var requests: [String] = []
  private(set) var answers: [String] = []
  /// What the YAML reader answered to each text, for the page's side of the module.
  let yaml: [String: String]

  init(_ replay: SessionReplay) {
    let reader = RememberingReader()
    let session = Session(
      configuration: replay.configuration, plugins: .standard, yamlReader: reader)
    defer { session.finish() }
    let configuration: JSON = [
      "seed": .integer(Int64(bitPattern: replay.configuration.seed)),
      "pace": .integer(replay.configuration.pace.milliseconds),
      "settings": .object(replay.configuration.settings),
    ]
    var requests: [JSON] = [["open": configuration]]
    var answers: [JSON] = [session.diagnostics.first.map { ["error": .string($0)] } ?? [:]]
    for action in replay.actions {
      switch action {
      case .write(let name, let text):
        requests.append(["write": ["name": .string(name), "text": .string(text)]])
        do {
          try session.write(text, toFile: name)
          answers.append([:])
        } catch {
          answers.append(["error": .string(error.text)])
        }
      case .run(let command):
        requests.append(["run": .string(command)])
        answers.append(session.run(command).json)
      case .check(let command):
        requests.append(["check": .string(command)])
        answers.append(session.check(command).json)
      }
    }
    self.requests = requests.map(\.compactText)
    self.answers = answers.map(\.compactText)
    yaml = reader.answers
  }
}

/// Remembers what it answered, so that a run elsewhere can be given the same.
private final class RememberingReader: YAMLReader {
  var answers: [String: String] = [:]
  private let reader = YamsReader()

  func documents(in text: String) -> Result<[YAMLDocument], YAMLError> {
    let answer = reader.documents(in: text)
    answers[text] = YAMLAnswer.json(answer).compactText
    return answer
  }
}
