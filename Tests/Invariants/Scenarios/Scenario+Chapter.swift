import Simulation

extension Scenario {
  /// The scenario as a chapter: `statebook test FILE` does the same things to the same world.
  ///
  /// With a violation the commands end where it happened, and its text stands above them.
  func chapter(_ violation: Violation? = nil, commandsRun: Int? = nil) -> String {
    var text = """
      ---
      title: Seed \(seed)
      summary: A random schedule.
      cluster: { nodes: \(nodes) }
      seed: \(seed)
      ---

      """
    if let violation {
      text += """

        At \(Scenario.clock(violation.time)) it breaks the rule of \(violation.rule.rawValue): \
        \(violation.text).

        """
    }
    for workload in workloads {
      text += "\n```yaml file=\(workload.file)\n\(workload.manifest)```\n"
    }
    text += "\n```console\n"
    var shown = commands
    if let commandsRun, commandsRun < shown.count { shown = Array(shown.prefix(commandsRun + 1)) }
    for command in shown { text += "$ \(command)\n" }
    if violation?.rule == .convergence { text += "$ sleep 1500\n" }
    text += "$ kubectl get all,pvc -o wide\n```\n"
    if violation?.rule == .convergence || violation?.rule == .progress {
      text += "\n```check\n\(claims.map { $0 + "\n" }.joined())```\n"
    }
    return text
  }

  /// What a person would look at to see whether everything is as it is wanted.
  private var claims: [String] {
    var claims = [
      "No pod is terminating: test -z "
        + #""$(kubectl get pods -o jsonpath='{.items[*].metadata.deletionTimestamp}')""#
    ]
    for workload in workloads {
      func field(_ path: String) -> String {
        "\"$(kubectl get \(workload.target) -o jsonpath='{\(path)}')\""
      }
      claims.append(
        "\(workload.name) has all its pods: test \(field(".status.readyReplicas")) = "
          + field(".spec.replicas"))
    }
    return claims
  }

  /// Minutes, seconds and milliseconds since the first command could be typed.
  static func clock(_ time: VirtualTime) -> String {
    let milliseconds = time.milliseconds
    func padded(_ number: Int64, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(milliseconds / 60_000, 2)):\(padded(milliseconds / 1000 % 60, 2))"
      + ".\(padded(milliseconds % 1000, 3))"
  }
}
