import KubernetesAPI
import Values

extension Description {
  mutating func budget(_ budget: JSON) {
    metadata(budget, withLabels: false)
    let spec = budget["spec"] ?? .null
    if let least = spec["minAvailable"], !least.isNull {
      row("Min available", JSONPath.text(least))
    } else if let most = spec["maxUnavailable"], !most.isNull {
      row("Max unavailable", JSONPath.text(most))
    }
    row("Selector", spec["selector"].map { labelSelectorText($0) } ?? "<unset>")
    line("Status:")
    for (title, member) in [
      ("Allowed disruptions", "disruptionsAllowed"), ("Current", "currentHealthy"),
      ("Desired", "desiredHealthy"), ("Total", "expectedPods"),
    ] {
      row(title, String(budget.number("status", member)), level: 2)
    }
  }

  /// - Parameter secrets: all of the namespace, to tell those that are missing, and the tokens.
  mutating func serviceAccount(_ account: JSON, _ secrets: [JSON]) {
    metadata(account)
    let tokens = secrets.filter {
      $0.text("type") == "kubernetes.io/service-account-token"
        && $0.text("metadata", "annotations", "kubernetes.io/service-account.name")
          == account.name
        && $0.text("metadata", "annotations", "kubernetes.io/service-account.uid") == account.uid
    }
    let existing = secrets.map { $0.name }
    for (title, names) in [
      ("Image pull secrets:", account.items("imagePullSecrets").map { $0.text("name") }),
      ("Mountable secrets: ", account.items("secrets").map { $0.text("name") }),
      ("Tokens:            ", tokens.map { $0.name }),
    ] {
      if names.isEmpty { line("\(title)\t<none>") }
      for (index, name) in names.enumerated() {
        let start = index == 0 ? title : String(repeating: " ", count: title.count)
        line("\(start)\t\(name)\(existing.contains(name) ? "" : " (not found)")")
      }
    }
  }
}
