import KubernetesAPI
import Simulation

/// What `--server` with the address of something else comes to: there is one server, and nothing
/// listens anywhere else.
struct OtherServer {
  private let address: String
  private let host: String
  private let port: String

  /// nil for the server that is there.
  init?(_ given: String) {
    guard !given.isEmpty, given != Versions.serverAddress else { return nil }
    var rest = given
    var scheme = "https"
    if let end = rest.place(of: "://") {
      scheme = String(rest[..<end.lowerBound])
      rest = String(rest[end.upperBound...])
    } else {
      scheme = "http"
    }
    rest = String(rest.prefix { $0 != "/" })
    if let colon = rest.lastIndex(of: ":") {
      host = String(rest[..<colon])
      port = String(rest[rest.index(after: colon)...])
      address = "\(scheme)://\(rest)"
    } else {
      host = rest
      port = scheme == "https" ? "443" : "80"
      address = "\(scheme)://\(rest)"
    }
  }

  private var isNumeric: Bool {
    host == "localhost" || host.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2e }
  }

  /// What kubectl says: five attempts, each with a line of its log, and then why it gives up.
  func report(by process: Process) -> String {
    let place = "\(host == "localhost" ? "127.0.0.1" : host):\(port)"
    let reason =
      isNumeric
      ? "dial tcp \(place): connect: connection refused"
      : "dial tcp: lookup \(host) on 192.168.49.1:53: no such host"
    var text = ""
    for attempt in 0..<5 {
      let time = process.world.now + .milliseconds(Int64(attempt) * 2)
      let error =
        "couldn't get current server API group list: Get \"\(address)/api?timeout=32s\": \(reason)"
      text +=
        "\(OtherServer.head(time, process.number)) memcache.go:265] \"Unhandled Error\" err="
        + quoted(error) + "\n"
    }
    if isNumeric {
      let shown = address.place(of: "://").map { String(address[$0.upperBound...]) } ?? place
      return text
        + "The connection to the server \(shown) was refused - did you specify the right host or"
        + " port?"
    }
    return text + "Unable to connect to the server: \(reason)"
  }

  /// `E1121 00:42:52.803047   28148`.
  private static func head(_ time: VirtualTime, _ process: Int32) -> String {
    let calendar = time.calendar
    let fraction = (time.milliseconds % 1000 + 1000) % 1000
    let number = String(process)
    return "E\(padded(calendar.month, 2))\(padded(calendar.day, 2)) \(calendar.clock)."
      + "\(padded(fraction, 3))000 "
      + String(repeating: " ", count: max(0, 7 - number.utf8.count)) + number
  }
}
