import KubernetesAPI

/// The pods that refer to each claim.
struct ClaimUsers {
  private var users: [String: Set<String>] = [:]

  /// Takes a change of a pod into account; gives the claims that the pod refers to.
  mutating func take(_ event: ObjectEvent) -> [String] {
    guard let pod = event.object as? Pod else { return [] }
    if event.change == .modified { return [] }
    var claims: [String] = []
    for name in pod.claimNames {
      let claim = pod.namespace + "/" + name
      claims.append(claim)
      if event.change == .added {
        users[claim, default: []].insert(pod.name)
      } else {
        users[claim]?.remove(pod.name)
        if users[claim]?.isEmpty == true { users[claim] = nil }
      }
    }
    return claims
  }

  /// The names of the pods that refer to a claim, in no order that may be shown.
  func pods(of claim: String) -> Set<String> { users[claim] ?? [] }
}
