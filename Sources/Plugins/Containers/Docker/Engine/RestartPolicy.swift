import Simulation

/// When the engine starts a container again by itself.
struct RestartPolicy: Hashable {
  enum Name: String {
    case no
    case onFailure = "on-failure"
    case always
    case unlessStopped = "unless-stopped"
  }

  var name = Name.no
  /// How often at most, for `on-failure`; 0 for no limit.
  var maximumRetries = 0

  /// Reads `no`, `always`, `on-failure:5`. Fails with the words of the client.
  static func read(_ text: String) throws(ClientError) -> RestartPolicy {
    var policy = RestartPolicy()
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { String($0) }
    if text.isEmpty { return policy }
    if parts[0].isEmpty {
      throw ClientError("invalid restart policy format: no policy provided before colon")
    }
    guard parts.count <= 2 else {
      throw ClientError("invalid restart policy format: too many colons")
    }
    guard let name = Name(rawValue: parts[0]) else {
      throw .daemon(
        "invalid restart policy: unknown policy '\(parts[0])'; use one of 'no', 'always',"
          + " 'on-failure', or 'unless-stopped'")
    }
    policy.name = name
    if parts.count == 2 {
      guard let count = Int(bounded: parts[1]) else {
        throw ClientError("invalid restart policy format: maximum retry count must be an integer")
      }
      if name != .onFailure {
        throw .daemon(
          "invalid restart policy: maximum retry count can only be used with 'on-failure'")
      }
      if count < 0 {
        throw .daemon(
          "invalid restart policy: maximum retry count cannot be negative")
      }
      policy.maximumRetries = count
    }
    return policy
  }

  /// Whether a container that ended is started again.
  func applies(status: Int32, restarts: Int, wasStoppedByHand: Bool) -> Bool {
    switch name {
    case .no: false
    case .always: true
    case .unlessStopped: !wasStoppedByHand
    case .onFailure: status != 0 && (maximumRetries == 0 || restarts < maximumRetries)
    }
  }
}

/// How long the engine waits before it starts a container again: 100 ms, twice as long each time,
/// a minute at most; from the beginning once the container ran for ten seconds.
struct RestartDelay {
  private var current = VirtualDuration.zero

  static let first = VirtualDuration.milliseconds(100)
  static let longest = VirtualDuration.minutes(1)
  static let soundRun = VirtualDuration.seconds(10)

  /// The wait after a run of a length.
  mutating func next(afterRunOf length: VirtualDuration) -> VirtualDuration {
    if length >= RestartDelay.soundRun { current = .zero }
    current = current == .zero ? RestartDelay.first : current * 2
    if RestartDelay.longest < current { current = RestartDelay.longest }
    return current
  }

  mutating func reset() { current = .zero }
}
