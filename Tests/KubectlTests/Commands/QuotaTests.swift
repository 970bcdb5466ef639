import Testing

/// What a real server said about quotas: situation `q2` of the recordings, and the rules behind.
@Suite("Quotas limit what a namespace may hold")
struct QuotaTests {
  private func console(_ hard: String, runsCluster: Bool = true) -> TestConsole {
    let console = TestConsole(runsCluster: runsCluster)
    console.write(
      "apiVersion: v1\nkind: ResourceQuota\nmetadata:\n  name: few\nspec:\n  hard:\n\(hard)",
      to: "quota.yaml")
    console.write(Manifests.web, to: "web.yaml")
    console.write(Manifests.lonely, to: "lonely.yaml")
    console.run("kubectl apply -f quota.yaml")
    console.pass(.seconds(1))
    return console
  }

  @Test("K29: what exceeds a quota is refused, with what is asked for, used and allowed")
  func exceeded() {
    Transcript(
      """
      $ kubectl run a --image=nginx:1.25
      pod/a created
      $ kubectl run b --image=nginx:1.25
      Error from server (Forbidden): pods "b" is forbidden: exceeded quota: few, requested: pods=1, used: pods=1, limited: pods=1
      [1]
      $ kubectl delete pod a --force --grace-period=0
      Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.
      pod "a" force deleted
      @sleep 1
      $ kubectl run b --image=nginx:1.25
      pod/b created
      """
    ).check(on: console("    pods: \"1\"\n"))
  }

  @Test func aStatefulSetSaysWhyAPodIsMissing() {
    let console = console("    pods: \"1\"\n")
    console.run("kubectl apply -f web.yaml")
    console.pass(.seconds(20))
    let events = console.run("kubectl get events --field-selector reason=FailedCreate").output
    #expect(
      events.contains(
        "create Pod web-1 in StatefulSet web failed error: pods \"web-1\" is forbidden: exceeded"
          + " quota: few, requested: pods=1, used: pods=1, limited: pods=1"))
  }

  @Test func whatIsLimitedHasToBeAskedFor() {
    let console = console("    limits.memory: 1Gi\n    requests.cpu: \"1\"\n")
    Transcript(
      """
      $ kubectl run a --image=nginx:1.25
      Error from server (Forbidden): pods "a" is forbidden: failed quota: few: must specify limits.memory for: a; requests.cpu for: a
      [1]
      """
    ).check(on: console)
  }

  @Test func aQuotaNobodyCountedYetRefuses() {
    Transcript(
      """
      $ kubectl run a --image=nginx:1.25
      Error from server (Forbidden): pods "a" is forbidden: status unknown for quota: few, resources: pods
      [1]
      """
    ).check(on: console("    pods: \"5\"\n", runsCluster: false))
  }

  @Test("K16: a quota, and the namespace that has it, are described with what is used")
  func descriptions() {
    let console = console("    count/configmaps: \"9\"\n    pods: \"3\"\n")
    console.run("kubectl run a --image=nginx:1.25")
    console.pass(.seconds(1))
    Transcript(
      """
      $ kubectl describe quota few
      Name:             few
      Namespace:        default
      Resource          Used  Hard
      --------          ----  ----
      count/configmaps  1     9
      pods              1     3
      $ kubectl describe ns default
      Name:         default
      Labels:       kubernetes.io/metadata.name=default
      Annotations:  <none>
      Status:       Active

      Resource Quotas
        Name:             few
        Resource          Used  Hard
        --------          ---   ---
        count/configmaps  1     9
        pods              1     3

      No LimitRange resource.
      """
    ).check(on: console)
  }
}
