import OrderedCollections
import Values

/// Fields of an object by their paths, in the notation of `managedFields`: `f:spec`,
/// `k:{"name":"nginx"}`, `v:"kubernetes.io/pvc-protection"`.
struct FieldSet: Hashable, Sendable {
  /// Whether the field itself belongs to the set, and not only parts of it.
  var isMember = false
  private(set) var parts = SortedMap<FieldSet>()

  init(isMember: Bool = false) { self.isMember = isMember }

  /// Reads what ``json`` wrote.
  init(_ json: JSON) {
    guard case .object(let members) = json else { return }
    isMember = members.isEmpty || members["."] != nil
    for (part, below) in members where part != "." { self[part] = FieldSet(below) }
  }

  var isEmpty: Bool { !isMember && parts.isEmpty }

  /// The set of a part; an empty one takes the part away.
  subscript(part: String) -> FieldSet {
    get { parts[part] ?? FieldSet() }
    set { parts[part] = newValue.isEmpty ? nil : newValue }
  }

  func union(_ other: FieldSet) -> FieldSet {
    var result = self
    if other.isMember { result.isMember = true }
    for entry in other.parts { result[entry.key] = result[entry.key].union(entry.value) }
    return result
  }

  func subtracting(_ other: FieldSet) -> FieldSet {
    var result = self
    if other.isMember { result.isMember = false }
    for entry in other.parts { result[entry.key] = result[entry.key].subtracting(entry.value) }
    return result
  }

  func intersection(_ other: FieldSet) -> FieldSet {
    var result = FieldSet(isMember: isMember && other.isMember)
    for entry in parts { result[entry.key] = entry.value.intersection(other[entry.key]) }
    return result
  }

  /// `{"f:spec":{"f:replicas":{}}}`; `.` stands for a field that is in the set with its parts.
  var json: JSON {
    var members: OrderedMembers = [:]
    if isMember, !parts.isEmpty { members["."] = [:] }
    for entry in parts { members[entry.key] = entry.value.json }
    return .object(members)
  }

  /// The paths of all members: `.spec.template.spec.containers[name="nginx"].image`.
  var paths: [String] {
    var paths = isMember ? [""] : []
    for entry in parts {
      let step = FieldSet.step(entry.key)
      paths += entry.value.paths.map { step + $0 }
    }
    return paths
  }

  private static func step(_ part: String) -> String {
    let text = String(part.dropFirst(2))
    if part.hasPrefix("f:") { return "." + text }
    if part.hasPrefix("v:") { return "[=\(text)]" }
    guard case .object(let keys)? = FieldSet.parsed(text) else { return "[\(text)]" }
    return "[" + keys.map { "\($0.key)=\($0.value.compactText)" }.joined(separator: ",") + "]"
  }

  private static func parsed(_ text: String) -> JSON? {
    do throws(JSONError) {
      return try JSON.parse(text)
    } catch {
      return nil
    }
  }
}
