import GoWriting
import KubernetesAPI

/// Why a command did not do what it was asked.
indirect enum CommandError: Error {
  /// A sentence; `error: ` is put before it.
  case text(String)
  /// Printed as it is.
  case literal(String)
  /// The server refused a request.
  case status(APIError)
  /// Several things went wrong, told in this order.
  case several([CommandError])
  /// All was said already.
  case silent

  /// What is printed on the standard error, in the words and the layout of kubectl (K26, K29).
  var report: String {
    switch self {
    case .text(let text): return text.hasPrefix("error: ") ? text : "error: " + text
    case .literal(let text): return text
    case .status(let error):
      // What ends with a line of its own gets no second end.
      var text = CommandError.report(error)
      if text.hasSuffix("\n") { text.removeLast() }
      return text
    case .several(let errors):
      if errors.count == 1 { return errors[0].report }
      return errors.map { $0.reportAmongOthers }.joined(separator: "\n")
    case .silent: return ""
    }
  }

  /// The same when it is one of several: those lines are shorter in the real kubectl, too.
  private var reportAmongOthers: String {
    switch self {
    case .text(let text): text
    case .status(let error): "Error from server (\(error.reason.rawValue)): \(error.message)"
    default: report
    }
  }

  /// The message alone, as it is put into other sentences.
  var message: String {
    switch self {
    case .text(let text), .literal(let text): return text
    case .status(let error): return error.message
    case .several(let errors):
      if errors.count == 1 { return errors[0].message }
      return "[" + errors.map { $0.message }.joined(separator: ", ") + "]"
    case .silent: return ""
    }
  }

  private static func report(_ error: APIError) -> String {
    guard error.reason == .invalid else {
      return "Error from server (\(error.reason.rawValue)): \(error.message)"
    }
    var text = "The request is invalid"
    if !error.kind.isEmpty || !error.name.isEmpty {
      text = "The \(error.kind) \(quoted(error.name)) is invalid"
    } else if error.causes.isEmpty {
      return text + (error.message.isEmpty ? "" : ": " + error.message)
    }
    var lines: [String] = []
    for cause in error.causes {
      let line = "\(cause.field): \(cause.message)"
      if !lines.contains(line) { lines.append(line) }
    }
    if lines.isEmpty { return text }
    if lines.count == 1 { return "\(text): \(lines[0])" }
    text += ": "
    for line in lines { text += "\n* \(line)" }
    return text
  }

  /// Whether the server did not find the object.
  var isNotFound: Bool {
    if case .status(let error) = self { return error.reason == .notFound }
    return false
  }

  /// Puts the file, and what was done with it, in front: `error when creating "web.yaml": …`.
  func adding(verb: String, source: String) -> CommandError {
    if source.isEmpty { return self }
    switch self {
    case .status(let error):
      var changed = error
      changed.message = "error when \(verb) \(quoted(source)): \(error.message)"
      return .status(changed)
    case .text(let text): return .text("error when \(verb) \(quoted(source)): \(text)")
    default: return self
    }
  }
}

/// A text in double quotes as Go's `%q` writes it.
func quoted(_ text: String) -> String { GoText.quoted(text) }
