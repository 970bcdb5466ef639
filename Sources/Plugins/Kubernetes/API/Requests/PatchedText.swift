import OrderedCollections
import Values

/// A patched object as the server shows it when it cannot be read: what the patch went through was
/// taken apart, and its members come sorted by their names; the rest is as it was stored.
enum PatchedText {
  static func of(_ object: JSON, _ request: APIRequest) -> String {
    sorted(object, where: touched(by: request)).compactText
  }

  private static func sorted(_ value: JSON, where touched: JSON) -> JSON {
    guard case .object(let members) = value, case .object(let below) = touched else {
      return value
    }
    var result: OrderedMembers = [:]
    for name in members.keys.sorted(by: { $0.precedesByBytes($1) }) {
      guard let member = members[name] else { continue }
      result[name] = below[name].map { sorted(member, where: $0) } ?? member
    }
    return .object(result)
  }

  /// The shape of what a patch goes through.
  private static func touched(by request: APIRequest) -> JSON {
    guard request.patchType == .json else { return request.body }
    var shape: JSON = .object([:])
    for operation in request.body.array ?? [] {
      for member in ["path", "from"] {
        guard let steps = operation[member]?.string.flatMap({ JSONPatch.steps($0) }) else {
          continue
        }
        shape = shape.merged(with: nested(steps.dropLast()))
      }
    }
    return shape
  }

  private static func nested(_ steps: ArraySlice<String>) -> JSON {
    guard let step = steps.first else { return .object([:]) }
    return .object([step: nested(steps.dropFirst())])
  }
}
