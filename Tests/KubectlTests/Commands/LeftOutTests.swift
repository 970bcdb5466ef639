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

  private func unsimulated(_ kind: String, _ resource: String) -> String {
    "error: the kind \(kind) (\(resource)) is refused here: it is not simulated\n"
  }

  @Test("L1: a DaemonSet is refused by its name")
  func daemonSets() {
    #expect(refusal(of: "DaemonSet", "apps/v1") == unsimulated("DaemonSet", "daemonsets.apps"))
    #expect(
      TestConsole(runsCluster: false).run("kubectl get ds").output
        == unsimulated("DaemonSet", "daemonsets.apps"))
  }

  @Test("L2: a HorizontalPodAutoscaler and kubectl autoscale are refused by their names")
  func autoscalers() {
    let kind = "HorizontalPodAutoscaler"
    #expect(
      refusal(of: kind, "autoscaling/v2")
        == unsimulated(kind, "horizontalpodautoscalers.autoscaling"))
    let outcome = TestConsole(runsCluster: false).run("kubectl autoscale sts web --max=5")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("'kubectl autoscale' is refused here"))
  }

  @Test("L3: a NetworkPolicy is refused by its name")
  func networkPolicies() {
    let version = "networking.k8s.io/v1"
    #expect(
      refusal(of: "NetworkPolicy", version)
        == unsimulated("NetworkPolicy", "networkpolicies.networking.k8s.io"))
  }

  @Test(
    "L4: roles and their bindings are refused by their names",
    arguments: ["Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding"])
  func roles(_ kind: String) {
    let version = "rbac.authorization.k8s.io/v1"
    let resource = "\(kind.lowercased())s.rbac.authorization.k8s.io"
    #expect(refusal(of: kind, version) == unsimulated(kind, resource))
  }

  @Test(
    "A command that makes an object of such a kind does not advise a manifest, which is refused",
    arguments: [
      ("cronjob", "CronJob"), ("ingress", "Ingress"), ("priorityclass", "PriorityClass"),
      ("role", "Role"), ("rolebinding", "RoleBinding"), ("clusterrole", "ClusterRole"),
      ("clusterrolebinding", "ClusterRoleBinding"),
    ])
  func generators(_ name: String, _ kind: String) {
    let outcome = TestConsole(runsCluster: false).run("kubectl create \(name) x")
    #expect(outcome.status == 1)
    #expect(
      outcome.output
        == "error: 'kubectl create \(name)' is refused here: the kind \(kind) is not simulated\n")
    #expect(
      TestConsole(runsCluster: false).run("kubectl create quota x").output
        == "error: 'kubectl create quota' is refused here: use 'kubectl create -f' with a manifest"
        + " instead\n")
  }

  @Test("L5: an Ingress is refused by its name")
  func ingresses() {
    let version = "networking.k8s.io/v1"
    #expect(
      refusal(of: "Ingress", version) == unsimulated("Ingress", "ingresses.networking.k8s.io"))
  }
}
