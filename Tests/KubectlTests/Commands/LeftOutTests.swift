import Testing

@Suite("What is left out on purpose is refused by its name")
struct LeftOutTests {
  private func refusal(of kind: String, _ version: String) -> String {
    let console = TestConsole(runsCluster: false)
    console.write(
      "apiVersion: \(version)\nkind: \(kind)\nmetadata:\n  name: x\nspec: {}\n", to: "x.yaml")
    let outcome = console.run("kubectl apply -f x.yaml")
    #expect(outcome.status == 1)
    return outcome.output
  }

  private func unmapped(_ kind: String, _ version: String) -> String {
    "error: resource mapping not found for name: \"x\" namespace: \"\" from \"x.yaml\": no matches"
      + " for kind \"\(kind)\" in version \"\(version)\"\nensure CRDs are installed first\n"
  }

  @Test("L1, K28: a DaemonSet is no kind of this server")
  func daemonSets() {
    #expect(refusal(of: "DaemonSet", "apps/v1") == unmapped("DaemonSet", "apps/v1"))
    #expect(
      TestConsole(runsCluster: false).run("kubectl get ds").output
        == "error: the server doesn't have a resource type \"ds\"\n")
  }

  @Test("L2: a HorizontalPodAutoscaler is no kind of this server, and autoscale is refused")
  func autoscalers() {
    let kind = "HorizontalPodAutoscaler"
    #expect(refusal(of: kind, "autoscaling/v2") == unmapped(kind, "autoscaling/v2"))
    let outcome = TestConsole(runsCluster: false).run("kubectl autoscale sts web --max=5")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("'kubectl autoscale' is refused here"))
  }

  @Test("L3: a NetworkPolicy is no kind of this server")
  func networkPolicies() {
    let version = "networking.k8s.io/v1"
    #expect(refusal(of: "NetworkPolicy", version) == unmapped("NetworkPolicy", version))
  }

  @Test(
    "L4: roles and their bindings are no kinds of this server",
    arguments: ["Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding"])
  func roles(_ kind: String) {
    let version = "rbac.authorization.k8s.io/v1"
    #expect(refusal(of: kind, version) == unmapped(kind, version))
  }

  @Test("L5: an Ingress is no kind of this server")
  func ingresses() {
    let version = "networking.k8s.io/v1"
    #expect(refusal(of: "Ingress", version) == unmapped("Ingress", version))
  }
}
