/// Why something has not happened yet: the state of a thing that waits.
public struct TraceWait: Sendable, Hashable {
  /// What waits, or does not exist yet: `pod/default/web-2`.
  public var subject: String
  /// Who holds it back: `statefulset-controller`.
  public var actor: String
  /// For what, as a clause: `web-1 is not Ready`.
  public var reason: String
  /// When it began to wait, whatever it waited for then.
  public var since: VirtualTime

  /// A wait as given.
  public init(subject: String, actor: String, reason: String, since: VirtualTime) {
    self.subject = subject
    self.actor = actor
    self.reason = reason
    self.since = since
  }
}

/// What waits in a world, each subject once.
///
/// Beginning and ending to wait cost the same however much waits: thousands of pods may wait for
/// their volumes at the same time. Only who asks for all of them pays for their order.
public struct TraceWaits {
  private struct Place {
    var number: Int64
    var wait: TraceWait
  }

  private var places: [String: Place] = [:]
  private var lastNumber: Int64 = 0

  /// Whether nothing waits.
  public var isEmpty: Bool { places.isEmpty }

  /// What a subject waits for, if it waits.
  public subscript(subject: String) -> TraceWait? { places[subject]?.wait }

  /// Everything that waits, in the order in which the waiting began. A subject that came to wait
  /// for something else meanwhile stands where it began to wait.
  public var values: [TraceWait] {
    places.values.sorted { $0.number < $1.number }.map { $0.wait }
  }

  mutating func put(_ wait: TraceWait) {
    if places[wait.subject] != nil {
      places[wait.subject]!.wait = wait
    } else {
      lastNumber += 1
      places[wait.subject] = Place(number: lastNumber, wait: wait)
    }
  }

  mutating func remove(_ subject: String) {
    if !places.isEmpty { places[subject] = nil }
  }
}
