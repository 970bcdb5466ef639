import Book
import Simulation

/// What took longest in a test, for a person at a terminal.
///
/// The times here are other ones each time; the times in the world and the events are the same.
struct ProfileReport {
  let text: String

  /// How many commands are shown.
  static let maximumRows = 20

  /// - Parameter shown: the path of a chapter as a person here would type it.
  init(_ costs: [StepCost], shown: (String) -> String) {
    let slowest = costs.enumerated().sorted { a, b in
      a.element.real != b.element.real ? a.element.real > b.element.real : a.offset < b.offset
    }.prefix(ProfileReport.maximumRows).map(\.element)
    var lines = ["", ProfileReport.row("real", "virtual", "events", "slowest")]
    lines += slowest.map { cost in
      ProfileReport.row(
        cost, "\(shown(cost.file)):\(cost.line): \(ProfileReport.deed(cost.deed))")
    }
    var files: [String] = []
    for cost in costs where files.last != cost.file { files.append(cost.file) }
    lines += ["", ProfileReport.row("real", "virtual", "events", "chapter")]
    lines += files.map { file in
      ProfileReport.total(costs.filter { $0.file == file }, shown(file))
    }
    if files.count > 1 { lines.append(ProfileReport.total(costs, "all")) }
    text = lines.map { $0 + "\n" }.joined()
  }

  private static func total(_ costs: [StepCost], _ name: String) -> String {
    row(
      milliseconds(costs.reduce(.zero) { $0 + $1.real }),
      seconds(costs.reduce(0) { $0 + $1.virtual.milliseconds }),
      "\(costs.reduce(0) { $0 + $1.events })", name)
  }

  private static func row(_ cost: StepCost, _ name: String) -> String {
    row(milliseconds(cost.real), seconds(cost.virtual.milliseconds), "\(cost.events)", name)
  }

  private static func row(
    _ real: String, _ virtual: String, _ events: String, _ name: String
  ) -> String {
    right(real, 11) + right(virtual, 12) + right(events, 10) + "  " + name
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  private static func deed(_ deed: StepCost.Deed) -> String {
    switch deed {
    case .command(let command):
      let lines = command.split(separator: "\n", omittingEmptySubsequences: false)
      return "$ \(lines[0].prefix(70))" + (lines.count > 1 || lines[0].count > 70 ? " …" : "")
    case .start(let session): return "the session '\(session)' starts"
    case .fork(let session, let block): return "the session '\(session)' begins after '\(block)'"
    }
  }

  /// `12.3 ms`.
  private static func milliseconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let tenths = seconds * 10_000 + attoseconds / 100_000_000_000_000
    return "\(tenths / 10).\(tenths % 10) ms"
  }

  /// `75.0 s`.
  private static func seconds(_ milliseconds: Int64) -> String {
    "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s"
  }
}
