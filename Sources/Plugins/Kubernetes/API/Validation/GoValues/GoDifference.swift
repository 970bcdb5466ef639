import Values

/// What two values of one type differ in, as the server shows it after a change that it refuses:
///
///       core.PodSpec{
///       	... // 12 identical fields
///     - 	Hostname: "web-0",
///     + 	Hostname: "x",
///       	... // 19 identical fields
///       }
///
/// Around a difference two neighbours are shown, the rest is counted; what is equal is shown
/// without types and down to four fields of each value.
enum GoDifference {
  /// The lines, each with an end, or nothing when the values are the same.
  static func text(_ old: GoValue, _ new: GoValue) -> String {
    if old.isSame(as: new) { return "" }
    return GoLayout.start(.both, 0) + difference(old, new, showsType: true).collapsed().text()
      + "\n"
  }

  private static let neighbours = 2

  // MARK: What differs

  private static func difference(
    _ old: GoValue, _ new: GoValue, showsType: Bool
  ) -> GoLayout {
    let records: [GoLayout.Record]
    switch (old, new) {
    case (.structure(_, let left), .structure(_, let right)):
      records = zip(left, right).map { ($0.name, $0.value as GoValue?, $1.value as GoValue?) }
        .grouped("field", showsTypes: true)
    case (.map(let type, let left), .map(_, let right)):
      let keys = Set(left.map { $0.name } + right.map { $0.name }).sorted {
        $0.precedesByBytes($1)
      }
      records = keys.map { key in
        (
          GoShowing.key(key, of: type), left.first { $0.name == key }?.value,
          right.first { $0.name == key }?.value
        )
      }.grouped("entry", plural: "entries", showsTypes: false)
    case (.list(_, let left), .list(_, let right)):
      records = aligned(left, right).map { ("", $0.0, $0.1) }
        .grouped("element", showsTypes: false)
    case (.pointer(let left), .pointer(let right)):
      return .wrapped("&", difference(left, right, showsType: showsType), "")
    default: return GoShowing.value(new, .inserted, showsType: showsType)
    }
    let type = showsType ? old.typeName ?? "" : ""
    return .wrapped(type + "{", .list(records), "}")
  }

  /// The elements of two lists side by side: those at the beginning and the end that are equal
  /// belong together, those between them as far as both lists reach.
  private static func aligned(
    _ left: [GoValue], _ right: [GoValue]
  ) -> [(GoValue?, GoValue?)] {
    var start = 0
    while start < min(left.count, right.count), left[start].isSame(as: right[start]) { start += 1 }
    var end = 0
    while end < min(left.count, right.count) - start,
      left[left.count - 1 - end].isSame(as: right[right.count - 1 - end])
    {
      end += 1
    }
    var result: [(GoValue?, GoValue?)] = []
    for index in 0..<start { result.append((left[index], right[index])) }
    let leftMiddle = left[start..<(left.count - end)]
    let rightMiddle = right[start..<(right.count - end)]
    for index in 0..<max(leftMiddle.count, rightMiddle.count) {
      result.append(
        (
          index < leftMiddle.count ? left[start + index] : nil,
          index < rightMiddle.count ? right[start + index] : nil
        ))
    }
    for index in 0..<end {
      result.append((left[left.count - end + index], right[right.count - end + index]))
    }
    return result
  }

  /// Two values of one place as lines.
  fileprivate static func records(
    _ key: String, _ old: GoValue?, _ new: GoValue?, showsTypes: Bool
  ) -> [GoLayout.Record] {
    if let old, let new, hasParts(old, new) {
      return [.init(key: key, value: difference(old, new, showsType: showsTypes))]
    }
    var records: [GoLayout.Record] = []
    if let old {
      records.append(
        .init(
          mark: .removed, key: key, value: GoShowing.value(old, .removed, showsType: showsTypes)))
    }
    if let new {
      records.append(
        .init(
          mark: .inserted, key: key,
          value: GoShowing.value(new, .inserted, showsType: showsTypes)))
    }
    return records
  }

  /// Whether two values are shown part by part: not when the way to what differs has no branches.
  private static func hasParts(_ old: GoValue, _ new: GoValue) -> Bool {
    guard let sizes = sizes(old, new) else { return false }
    return sizes.parts != sizes.depth
  }

  /// How many parts two values have below them, and how deep they lie; nil for what has none.
  private static func sizes(_ old: GoValue, _ new: GoValue) -> (parts: Int, depth: Int)? {
    var children: [(GoValue?, GoValue?)] = []
    switch (old, new) {
    case (.structure(_, let left), .structure(_, let right)):
      children = zip(left, right).map { ($0.value, $1.value) }
    case (.map(_, let left), .map(_, let right)):
      for key in Set(left.map { $0.name } + right.map { $0.name }) {
        children.append(
          (left.first { $0.name == key }?.value, right.first { $0.name == key }?.value))
      }
    case (.list(_, let left), .list(_, let right)): children = aligned(left, right)
    case (.pointer(let left), .pointer(let right)): children = [(left, right)]
    default: return nil
    }
    var parts = 0
    var depth = 0
    for (left, right) in children {
      var below = (parts: 0, depth: 0)
      if let left, let right { below = sizes(left, right) ?? (0, 0) }
      parts += below.parts + 1
      depth = max(depth, below.depth + 1)
    }
    return (parts, depth)
  }
}

extension [(String, GoValue?, GoValue?)] {
  /// The lines for parts: those that differ, two neighbours of each, and counts of the rest.
  fileprivate func grouped(
    _ name: String, plural: String? = nil, showsTypes: Bool
  ) -> [GoLayout.Record] {
    let differs = map { part in
      guard let old = part.1, let new = part.2 else { return true }
      return !old.isSame(as: new)
    }
    var result: [GoLayout.Record] = []
    var start = 0
    while start < count {
      var end = start
      while end < count, differs[end] == differs[start] { end += 1 }
      if differs[start] {
        for part in self[start..<end] {
          result += GoDifference.records(part.0, part.1, part.2, showsTypes: showsTypes)
        }
      } else {
        let size = end - start
        var low = start == 0 ? 0 : Swift.min(2, size)
        var high = end == count ? 0 : Swift.min(2, size - low)
        // One that is left alone is shown too.
        if size - low - high == 1 { if end == count { low += 1 } else { high += 1 } }
        for part in self[start..<(start + low)] { result.append(GoShowing.equal(part.0, part.1)) }
        let hidden = size - low - high
        if hidden > 0 {
          let noun = hidden == 1 ? name : plural ?? name + "s"
          result.append(
            .init(value: .line("..."), comment: "\(hidden) identical \(noun)", hasComma: false))
        }
        for part in self[(end - high)..<end] { result.append(GoShowing.equal(part.0, part.1)) }
      }
      start = end
    }
    return result
  }
}
