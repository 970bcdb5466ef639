import Simulation
import Values

/// What `kubectl wait` waits for, and whether an object meets it.
enum WaitCondition {
  /// `condition=Ready`, `condition=Ready=false`.
  case condition(name: String, status: String)
  /// `jsonpath={.status.phase}=Running`; without a value any will do.
  case jsonPath(JSONPath, value: String?)
  case deletion
  case creation

  /// Reads the value of `--for`.
  init(_ text: String) throws(CommandError) {
    let lowered = text.lowercased()
    if lowered == "delete" {
      self = .deletion
    } else if lowered == "create" {
      self = .creation
    } else if lowered.hasPrefix("condition=") {
      let rest = text.dropFirst("condition=".count)
      let parts = rest.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      self = .condition(
        name: String(parts[0]), status: parts.count > 1 ? String(parts[1]) : "true")
    } else if lowered.hasPrefix("jsonpath=") {
      self = try WaitCondition.jsonPath(String(text.dropFirst("jsonpath=".count)))
    } else {
      throw .text("unrecognized condition: \(quoted(text))")
    }
  }

  private static func jsonPath(_ text: String) throws(CommandError) -> WaitCondition {
    var expression = text
    var value: String?
    // The value comes behind the braces, so that filters may hold `==`.
    let start = text.lastIndex(of: "}") ?? text.startIndex
    if let equals = text[start...].firstIndex(of: "=") {
      expression = String(text[..<equals])
      value = WaitCondition.unquoted(text[text.index(after: equals)...])
    }
    if expression.isEmpty { throw .text("jsonpath expression cannot be empty") }
    if value == "" {
      throw .text(
        "jsonpath wait has to have a value after equal sign, like"
          + " --for=jsonpath='{.status.readyReplicas}'=3")
    }
    do throws(JSONPath.Failure) {
      let path = try JSONPath.relaxed(String(WaitCondition.unquoted(expression[...])))
      return .jsonPath(path, value: value)
    } catch {
      throw .text(error.message)
    }
  }

  private static func unquoted(_ text: Substring) -> String {
    for mark in ["\"", "'"] where text.count > 1 && text.hasPrefix(mark) && text.hasSuffix(mark) {
      return String(text.dropFirst().dropLast())
    }
    return String(text)
  }

  /// Whether an object that exists is as wished.
  func isMet(by object: JSON) throws(CommandError) -> Bool {
    switch self {
    case .creation: return true
    case .deletion: return false
    case .condition(let name, let status):
      for condition in object.items("status", "conditions")
      where condition.text("type").lowercased() == name.lowercased() {
        if let generation = object.at("metadata", "generation")?.integer,
          let observed = condition["observedGeneration"]?.integer
            ?? object.at("status", "observedGeneration")?.integer,
          observed < generation
        {
          return false
        }
        return condition.text("status").lowercased() == status.lowercased()
      }
      return false
    case .jsonPath(let path, let value):
      do throws(JSONPath.Failure) {
        let found = try path.results(in: object).flatMap { $0 }
        guard let value else { return found.contains { !$0.isNull } }
        if found.count > 1 {
          throw JSONPath.Failure(message: "given jsonpath expression matches more than one value")
        }
        switch found.first {
        case .object?, .array?:
          throw JSONPath.Failure(
            message: "jsonpath leads to a nested object or list which is not supported")
        case let single?: return JSONPath.text(single) == value
        case nil: return false
        }
      } catch {
        throw .text(error.message)
      }
    }
  }
}
