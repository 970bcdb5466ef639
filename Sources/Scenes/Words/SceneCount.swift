/// How many boxes of one kind are in one state: what is shown when there are too many.
struct SceneCount: Sendable, Hashable {
  let kind: SceneKind
  let badge: SceneBadge
  var number: Int

  /// At most this many lines; what is left over is counted in the last.
  static let lineLimit = 5

  /// `97 pods Running`, or `97 pods` when nothing is said about them.
  func words(in language: SceneLanguage) -> String {
    let things = number == 1 ? language.name(of: kind) : language.plural(of: kind)
    return language.text(
      badge.text.isEmpty ? .counted : .countedInState,
      [("count", "\(number)"), ("things", things), ("state", badge.text)])
  }

  /// The boxes counted by kind and first badge: kinds in their order, the common states first.
  static func counts(of boxes: [SceneBox], in language: SceneLanguage) -> [SceneCount] {
    let other = SceneBadge(language.text(.otherStates))
    var kinds: [SceneKind] = []
    var counts: [SceneCount] = []
    for box in boxes {
      let badge = box.badges.first ?? SceneBadge("")
      if let known = counts.firstIndex(where: { $0.kind == box.kind && $0.badge == badge }) {
        counts[known].number += 1
      } else if counts.count < 64 {
        counts.append(SceneCount(kind: box.kind, badge: badge, number: 1))
      } else {
        if let known = counts.firstIndex(where: { $0.kind == box.kind && $0.badge == other }) {
          counts[known].number += 1
        } else {
          counts.append(SceneCount(kind: box.kind, badge: other, number: 1))
        }
      }
      if !kinds.contains(box.kind) { kinds.append(box.kind) }
    }
    return kinds.flatMap { kind in
      limited(counts.filter { $0.kind == kind }.sorted(by: precedes), other: other)
    }
  }

  private static func precedes(_ first: SceneCount, _ second: SceneCount) -> Bool {
    let order: [SceneState] = [.good, .waiting, .bad, .ending, .plain, .gone]
    let places = (
      order.firstIndex(of: first.badge.state) ?? 0, order.firstIndex(of: second.badge.state) ?? 0
    )
    if places.0 != places.1 { return places.0 < places.1 }
    if first.number != second.number { return first.number > second.number }
    return first.badge.text.utf8.lexicographicallyPrecedes(second.badge.text.utf8)
  }

  private static func limited(_ counts: [SceneCount], other: SceneBadge) -> [SceneCount] {
    if counts.count <= lineLimit { return counts }
    var rest = counts[lineLimit - 1]
    rest = SceneCount(kind: rest.kind, badge: other, number: 0)
    for count in counts[(lineLimit - 1)...] { rest.number += count.number }
    return counts[..<(lineLimit - 1)] + [rest]
  }
}
