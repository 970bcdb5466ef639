import OrderedCollections
import Values

/// What differs between two states of an object, field by field.
struct FieldComparison {
  var added = FieldSet()
  var modified = FieldSet()
  var removed = FieldSet()

  /// What there is now and was not there, or was something else.
  var taken: FieldSet { added.union(modified) }

  init(from old: JSON, to new: JSON, _ structure: FieldStructure) {
    self.init(old, new, structure)
  }

  private init() {}

  /// nil stands for a field that is not there; one that is null is there.
  private init(_ old: JSON?, _ new: JSON?, _ structure: FieldStructure) {
    let kind = structure.kind(of: old, new)
    if kind == .whole || old.isEmptyField && new.isEmptyField {
      compareWhole(old, new)
      return
    }
    switch kind {
    case .whole, .raw: break
    case .members:
      compareParts(old?.object ?? [:], new?.object ?? [:]) { name in
        ("f:" + name, structure.member(name))
      }
    case .items(let keys):
      let item = structure.item
      compareParts(
        FieldComparison.indexed(old, by: keys), FieldComparison.indexed(new, by: keys)
      ) { ($0, item) }
    case .set:
      let value = structure.item
      compareParts(FieldComparison.indexed(old), FieldComparison.indexed(new)) { ($0, value) }
    }
    if old == nil { added.isMember = true } else if new == nil { removed.isMember = true }
  }

  private mutating func compareWhole(_ old: JSON?, _ new: JSON?) {
    if old == nil {
      added.isMember = true
    } else if new == nil {
      removed.isMember = true
    } else if old != new {
      modified.isMember = true
    }
  }

  private mutating func compareParts(
    _ old: OrderedMembers, _ new: OrderedMembers,
    _ part: (String) -> (name: String, structure: FieldStructure)
  ) {
    for key in OrderedSet(old.keys).union(new.keys) {
      let (name, structure) = part(key)
      let below = FieldComparison(old[key], new[key], structure)
      added[name] = below.added
      modified[name] = below.modified
      removed[name] = below.removed
    }
  }

  /// The items of a list by the parts of a set that they are.
  static func indexed(_ list: JSON?, by keys: [String]? = nil) -> OrderedMembers {
    var result: OrderedMembers = [:]
    for item in list?.array ?? [] {
      let part = keys.map { FieldStructure.part(item, keys: $0) } ?? "v:" + item.compactText
      result[part] = item
    }
    return result
  }
}

extension JSON? {
  /// Whether there is nothing in a field that could be compared part by part.
  fileprivate var isEmptyField: Bool {
    switch self {
    case nil, .null: true
    case .object(let members): members.isEmpty
    case .array(let items): items.isEmpty
    default: false
    }
  }
}
