import Simulation

/// A server of a load balancer, with what is known of it.
final class BalancedServer {
  /// Why an operator, or a name server, keeps requests away from it.
  enum Hold: Int, Hashable {
    case maintenance = 1
    case configuredMaintenance = 4
    case drain = 8
    /// Its name has no address.
    case unresolved = 32
  }

  /// How its last health check ended.
  struct CheckResult: Hashable {
    /// The number that `show servers state` gives for it.
    var number: Int
    var isGood: Bool
    /// `Layer4 connection problem`
    var reason: String
    var code: Int?
    var info: String?
    var took: VirtualDuration

    /// `Layer7 wrong status, code: 503, info: "Service Unavailable", check duration: 2ms`
    var text: String {
      var text = reason
      if let code { text += ", code: \(code)" }
      if let info { text += ", info: \"\(info)\"" }
      return text + ", check duration: \(took.milliseconds)ms"
    }
  }

  let settings: BalancerServerSettings
  /// Its place in its section, from 0.
  let number: Int
  var address: String?
  var weight: Int
  /// What its health checks have made of it.
  var isRunning = true
  var holds: [Hold] = []
  /// How many checks it is from being called down, or up.
  var health: Int
  var lastCheck: CheckResult?
  var lastChange: VirtualTime
  /// The requests or connections that it has now.
  private(set) var served = 0
  private(set) var lastLoad: Int64 = 0
  /// What it was given since the start.
  private(set) var total = 0

  init(_ settings: BalancerServerSettings, number: Int, now: VirtualTime) {
    self.settings = settings
    self.number = number
    weight = settings.weight
    // It counts as up until the first check says otherwise.
    health = settings.rise
    lastChange = now
    if settings.isDisabled { holds.append(.configuredMaintenance) }
  }

  var name: String { settings.name }

  var isInMaintenance: Bool { holds.contains { $0 != .drain } }
  var isDraining: Bool { holds.contains(.drain) }
  /// Whether it answers who already belongs to it.
  var isAlive: Bool { isRunning && !isInMaintenance && address != nil }
  /// Whether it gets new visitors.
  var isUsable: Bool { isAlive && !isDraining && weight > 0 }

  /// What `show stat` says of it.
  var status: String {
    if holds.contains(.unresolved) { return "MAINT (resolution)" }
    if isInMaintenance { return "MAINT" }
    if !isRunning { return "DOWN" }
    if isDraining { return "DRAIN" }
    return settings.isChecked ? "UP" : "no check"
  }

  func take(_ order: Int64) {
    served += 1
    total += 1
    lastLoad = order
  }

  func release(_ order: Int64) {
    served -= 1
    lastLoad = order
  }
}
