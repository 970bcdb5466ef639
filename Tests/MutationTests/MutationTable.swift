/// What each mutation turned red, for a person to read.
struct MutationTable {
  var mutations: [Mutation]
  var reports: [TestReport]
  /// What the book says with no mutation switched on.
  var healthy: TestReport

  /// The claims that the book proves, in the order of their first proof.
  var proved: [String] {
    var seen: Set<String> = []
    return healthy.claims.flatMap(\.ids).filter { seen.insert($0).inserted }
  }

  /// Checks that stayed green, or could not run, whatever was broken.
  var survivors: [TestReport.Check] {
    let red = Set(reports.flatMap { $0.claims.filter(\.isRefuted).map(\.place) })
    return healthy.claims.filter { !red.contains($0.place) }
  }

  var text: String {
    var lines = [
      "", "mutation → checks red and claims red, of those in the chapters that were run",
    ]
    for (mutation, report) in zip(mutations, reports) {
      let ids = proved.filter { report.refuted.contains($0) }.map { id in
        mutation.claims.contains(id) ? "*" + id : id
      }
      let count = "\(report.claims.count(where: \.isRefuted)) of \(report.claims.count)"
      lines.append("\(mutation.name)  \(count)  \(ids.joined(separator: " "))")
    }
    lines.append("claim → mutations that turn it red")
    for id in proved {
      let names = zip(mutations, reports).filter { $1.refuted.contains(id) }.map(\.0.name)
      lines.append("\(id)  \(names.joined(separator: " "))")
    }
    lines.append("checks that no mutation turns red: \(survivors.count)")
    for check in survivors {
      lines.append("\(check.place) (\(check.ids.joined(separator: ","))) \(check.sentence)")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
