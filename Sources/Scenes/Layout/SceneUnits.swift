import OrderedCollections

/// The places of claims and of remote volumes: a claim above the volume it is bound to.
///
/// When there are too many for that, none has a place, and all are counted.
struct SceneUnits: Sendable, Hashable {
  /// The unit of each claim, in the order in which they were seated.
  private(set) var claims: OrderedDictionary<SceneKey, Int> = [:]
  private(set) var volumes: OrderedDictionary<SceneKey, Int> = [:]
  private(set) var count = 0

  init() {}

  /// Seats the claims first, then each volume under its claim if that place is free.
  ///
  /// A volume without a claim never stands under somebody else's: that would look bound.
  init(tops: OrderedDictionary<SceneKey, SceneSeating.Entry>, scenes: [Scene]) {
    let limit = SceneSeating.unitLimit
    var claimOfVolume: [String: String] = [:]
    for scene in scenes {
      for link in scene.links where link.kind == .binds && claimOfVolume[link.to] == nil {
        claimOfVolume[link.to] = link.from
      }
    }
    // A volume outlives its claim: the claim's place is held as long as its volumes need it.
    var needed: [String: SceneSpan] = [:]
    for (key, entry) in tops where entry.kind.role == .volume {
      guard let claim = claimOfVolume[key.id] else { continue }
      needed[claim] = needed[claim]?.joined(with: entry.span) ?? entry.span
    }
    var claimSeats = SceneSeats(limit: limit)
    for (key, entry) in tops where entry.kind.role == .claim {
      let span = needed[key.id]?.joined(with: entry.span) ?? entry.span
      guard let unit = claimSeats.take(span) else {
        self = SceneUnits()
        return
      }
      claims[key] = unit
    }
    var volumeSeats = SceneSeats(limit: limit)
    for (key, entry) in tops where entry.kind.role == .volume {
      let claim = claimOfVolume[key.id].flatMap { claims[SceneKey(id: $0)] }
      if let claim, volumeSeats.isFree(claim, entry.span) {
        volumeSeats.take(entry.span, seat: claim)
        volumes[key] = claim
        continue
      }
      let free = (0..<limit).first {
        volumeSeats.isFree($0, entry.span) && claimSeats.isFree($0, entry.span)
      }
      guard let free else {
        self = SceneUnits()
        return
      }
      volumeSeats.take(entry.span, seat: free)
      volumes[key] = free
    }
    count = max(claimSeats.spans.count, volumeSeats.spans.count)
  }
}
