import GoWriting
import OrderedCollections
import Values

extension JSONPath {
  /// How many values a template may lead to: repeated `..` would multiply them without end.
  static let resultLimit = 200_000

  /// The values that steps lead to. Members that are missing lead nowhere.
  static func evaluate(_ steps: [Step], _ values: [JSON]) throws(Failure) -> [JSON] {
    var values = values
    for step in steps {
      values = try evaluate(step, values)
      if values.count > resultLimit { throw Failure(message: "more than \(resultLimit) results") }
    }
    return values
  }

  private static func evaluate(_ step: Step, _ values: [JSON]) throws(Failure) -> [JSON] {
    switch step {
    case .text(let text): return [.string(text)]
    case .number(let number): return [number]
    case .bool(let flag): return [.bool(flag)]
    case .field(let name): return values.compactMap { $0[name] }
    case .wildcard: return values.flatMap { children(of: $0) }
    case .recursive: return values.flatMap { descendants(of: $0) }
    case .slice(let slice):
      var found: [JSON] = []
      for value in values where !value.isNull { found += try items(of: value, slice) }
      return found
    case .union(let choices):
      var found: [JSON] = []
      for choice in choices { found += try evaluate(choice, values) }
      return found
    case .filter(let left, let name, let right):
      var found: [JSON] = []
      for value in values {
        guard let items = value.array else {
          throw Failure(
            message: "\(GoText.plain(value)) is not array or slice and cannot be filtered")
        }
        for item in items where try passes(item, left, name, right) { found.append(item) }
      }
      return found
    }
  }

  private static func children(of value: JSON) -> [JSON] {
    switch value {
    case .array(let items): return items
    case .object(let members):
      return members.keys.sorted { $0.precedesByBytes($1) }.compactMap { members[$0] }
    default: return []
    }
  }

  private static func descendants(of value: JSON) -> [JSON] {
    var found: [JSON] = []
    var pending = [value]
    while let next = pending.popLast() {
      found.append(next)
      pending += children(of: next).reversed()
    }
    return found
  }

  private static func items(of value: JSON, _ slice: Slice) throws(Failure) -> ArraySlice<JSON> {
    guard let all = value.array else {
      throw Failure(message: "\(GoText.type(of: value)) is not array or slice")
    }
    let count = Int64(all.count)
    var start = slice.start ?? 0
    if start < 0 { start += count }
    var end = slice.isIndex ? (slice.start ?? 0) &+ 1 : slice.end ?? count
    if end < 0 || (end == 0 && slice.isIndex) { end &+= count }
    if start == end { return [] }
    if start >= count || start < 0 { throw outOfBounds(start, count) }
    if end > count || end < 0 { throw outOfBounds(end - 1, count) }
    if start > end {
      throw Failure(message: "starting index \(start) is greater than ending index \(end)")
    }
    let step = slice.step ?? 1
    if step <= 0 { throw Failure(message: "step must be > 0") }
    if step == 1 { return all[Int(start)..<Int(end)] }
    var found: [JSON] = []
    var index = start
    while index < end {
      found.append(all[Int(index)])
      let (next, overflow) = index.addingReportingOverflow(step)
      if overflow { break }
      index = next
    }
    return found[...]
  }

  private static func outOfBounds(_ index: Int64, _ count: Int64) -> Failure {
    Failure(message: "array index out of bounds: index \(index), length \(count)")
  }

  private static func passes(
    _ item: JSON, _ left: [Step], _ name: String, _ right: [Step]
  ) throws(Failure) -> Bool {
    let lefts = try evaluate(left, [item])
    if name == "exists" { return !lefts.isEmpty }
    if lefts.isEmpty { return false }
    let rights = try evaluate(right, [item])
    if rights.isEmpty { return false }
    if lefts.count > 1 || rights.count > 1 {
      throw Failure(message: "can only compare one element at a time")
    }
    let order = try compare(lefts[0], rights[0])
    switch name {
    case "==": return order == 0
    case "!=": return order != 0
    case "<": return order < 0
    case "<=": return order <= 0
    case ">": return order > 0
    case ">=": return order >= 0
    default: throw Failure(message: "unrecognized filter operator \(name)")
    }
  }

  private static func compare(_ left: JSON, _ right: JSON) throws(Failure) -> Int {
    switch (left, right) {
    case (.string(let one), .string(let other)):
      return one == other ? 0 : one.precedesByBytes(other) ? -1 : 1
    case (.integer(let one), .integer(let other)):
      return one == other ? 0 : one < other ? -1 : 1
    case (.number(let one), .number(let other)):
      return one == other ? 0 : one < other ? -1 : 1
    case (.bool(let one), .bool(let other)): return one == other ? 0 : 1
    default: throw Failure(message: "incompatible types for comparison")
    }
  }
}
