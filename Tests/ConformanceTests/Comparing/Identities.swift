/// Which placeholder of a recording stands for which of a replay: the same object of the
/// recording must be the same one here, from the first command to the last.
///
/// Objects that look alike may stand for each other until something tells them apart; so what is
/// known is which group of objects there is which group here.
struct Identities {
  private struct Group {
    var recorded: Set<String>
    var simulated: Set<String>
  }

  private var groups: [Group] = []
  private var recordedSeen: Set<String> = []
  private var simulatedSeen: Set<String> = []

  /// The kinds that have an identity; addresses have none.
  private static let kinds = ["<UID-", "<SUFFIX-", "<HASH-"]

  private static func placeholders(_ line: String) -> [String] {
    var found: [String] = []
    _ = Pattern.placeholder.replacing(line) { match in
      if kinds.contains(where: { match[0].hasPrefix($0) }) { found.append(match[0]) }
      return match[0]
    }
    return found
  }

  /// Learns from lines that are equal but for numbers; gives those that stand for other objects
  /// than before.
  mutating func unify(
    _ recorded: [String], _ simulated: [String]
  ) -> [(recorded: String, simulated: String)] {
    var differences: [(String, String)] = []
    var start = 0
    while start < recorded.count {
      let text = Output.withoutNumbers(recorded[start])
      var end = start + 1
      while end < recorded.count, Output.withoutNumbers(recorded[end]) == text { end += 1 }
      let left = recorded[start..<end].map(Identities.placeholders)
      let right = simulated[start..<end].map(Identities.placeholders)
      for place in left[0].indices
      where !learn(left.map { $0[place] }, right.map { $0[place] }) {
        differences.append((recorded[start], simulated[start]))
        break
      }
      start = end
    }
    return differences
  }

  /// What stands at one place of lines that look alike: those there are those here. False when
  /// that cannot be.
  private mutating func learn(_ recorded: [String], _ simulated: [String]) -> Bool {
    let left = Identities.byCount(recorded)
    let right = Identities.byCount(simulated)
    guard left.keys.sorted() == right.keys.sorted() else { return false }
    var isPossible = true
    for (count, names) in left {
      if !learn(set: names, right[count] ?? []) { isPossible = false }
    }
    return isPossible
  }

  private static func byCount(_ names: [String]) -> [Int: Set<String>] {
    var counts: [String: Int] = [:]
    for name in names { counts[name, default: 0] += 1 }
    var result: [Int: Set<String>] = [:]
    for (name, count) in counts { result[count, default: []].insert(name) }
    return result
  }

  private mutating func learn(set recorded: Set<String>, _ simulated: Set<String>) -> Bool {
    let newHere = recorded.subtracting(recordedSeen)
    let newThere = simulated.subtracting(simulatedSeen)
    guard recorded.count == simulated.count, newHere.count == newThere.count else { return false }
    var divided: [Group] = []
    for group in groups {
      let inside = group.recorded.intersection(recorded)
      let insideThere = group.simulated.intersection(simulated)
      guard inside.count == insideThere.count else { return false }
      if inside.isEmpty || inside.count == group.recorded.count {
        divided.append(group)
      } else {
        divided.append(Group(recorded: inside, simulated: insideThere))
        divided.append(
          Group(
            recorded: group.recorded.subtracting(inside),
            simulated: group.simulated.subtracting(insideThere)))
      }
    }
    if !newHere.isEmpty { divided.append(Group(recorded: newHere, simulated: newThere)) }
    groups = divided
    recordedSeen.formUnion(newHere)
    simulatedSeen.formUnion(newThere)
    return true
  }
}
