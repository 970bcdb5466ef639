/// What the controllers of workloads did, one after the other, as they said it themselves: the
/// order of one controller's actions on one object is significant.
///
/// Not significant is the order of what is asked for at once, which a ReplicaSet does with all pods
/// of one look, and a StatefulSet with Parallel; nor that a controller whose view is behind does
/// the same a second time.
struct ControllerActions: Equatable {
  /// The actions by object, `StatefulSet/web`.
  private(set) var byObject: [String: [String]] = [:]

  private static let controllers = [
    "[statefulset-controller]", "[replicaset-controller]", "[deployment-controller]",
  ]

  /// - Parameter areParallel: whether a StatefulSet makes and deletes its pods at once: then the
  ///   order among them is chance.
  init(_ entries: [RecordedOrder.Entry], _ names: RandomNames, areParallel: Bool) {
    let normalizer = Normalizer(names: names)
    for entry in entries where entry.kind == .event {
      guard ControllerActions.controllers.contains(where: { entry.text.hasSuffix($0) }),
        let end = entry.text.lastIndex(of: "[")
      else { continue }
      var text = String(entry.text[..<end])
      text = Pattern.count.replacing(text) { _ in "" }
      text = Pattern.combined.replacing(text) { _ in "" }
      text = normalizer.output([text]).joined()
      // Pods with random names are all alike, and so are those that never came to be.
      text = Pattern.anySuffix.replacing(text) { _ in "<SUFFIX>" }
      text = Pattern.refusedPod.replacing(text) { $0[1] + "<SUFFIX>" }
      let words = text.split(separator: " ", maxSplits: 3).map(String.init)
      guard words.count == 4 else { continue }
      let object = String(words[2].dropLast())
      let action = words[1] + " " + words[3]
      // What is refused is tried again, how often hangs on the time that passes.
      if words[0] == "Warning", byObject[object]?.contains(action) == true { continue }
      if object.hasPrefix("StatefulSet/"), byObject[object]?.last == action { continue }
      byObject[object, default: []].append(action)
    }
    for object in byObject.keys
    where object.hasPrefix("ReplicaSet/") || areParallel && object.hasPrefix("StatefulSet/") {
      sortRuns(of: object)
    }
  }

  private mutating func sortRuns(of object: String) {
    var sorted: [String] = []
    var run: [String] = []
    for action in byObject[object] ?? [] {
      if let first = run.first, first.contains("Delete ") != action.contains("Delete ") {
        sorted += run.sorted()
        run = []
      }
      run.append(action)
    }
    byObject[object] = sorted + run.sorted()
  }
}

extension Pattern {
  static let count = Pattern(" \\(x[0-9]+\\) ?$")
  static let combined = Pattern("\\(combined from similar events\\): ")
  static let anySuffix = Pattern("<SUFFIX-[0-9]+>")
}
