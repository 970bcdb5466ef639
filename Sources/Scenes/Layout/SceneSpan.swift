/// From the first to the last scene of a session in which something occurs.
struct SceneSpan: Sendable, Hashable {
  var first: Int
  var last: Int

  func overlaps(_ other: SceneSpan) -> Bool { first <= other.last && other.first <= last }

  func joined(with other: SceneSpan) -> SceneSpan {
    SceneSpan(first: min(first, other.first), last: max(last, other.last))
  }
}

/// Places that things take one after another: what is gone for good gives its place to the next.
struct SceneSeats: Sendable, Hashable {
  let limit: Int
  private(set) var spans: [[SceneSpan]] = []

  init(limit: Int) {
    self.limit = limit
  }

  /// The first place that is free for the whole span, or nil when all places are taken.
  mutating func take(_ span: SceneSpan) -> Int? {
    for seat in spans.indices where isFree(seat, span) {
      spans[seat].append(span)
      return seat
    }
    if spans.count >= limit { return nil }
    spans.append([span])
    return spans.count - 1
  }

  /// The first place that is free whenever it is needed, or nil when all places are taken.
  mutating func take(_ needed: [SceneSpan]) -> Int? {
    var seat = 0
    while seat < spans.count, !needed.allSatisfy({ isFree(seat, $0) }) { seat += 1 }
    if seat >= limit { return nil }
    if seat == spans.count { spans.append([]) }
    spans[seat] += needed
    return seat
  }

  /// Takes a certain place; places up to it come to be.
  mutating func take(_ span: SceneSpan, seat: Int) {
    while spans.count <= seat { spans.append([]) }
    spans[seat].append(span)
  }

  func isFree(_ seat: Int, _ span: SceneSpan) -> Bool {
    if seat >= spans.count { return true }
    // Spans come in the order of their beginnings, so the newest one decides most often.
    for taken in spans[seat].reversed() where taken.overlaps(span) { return false }
    return true
  }
}
