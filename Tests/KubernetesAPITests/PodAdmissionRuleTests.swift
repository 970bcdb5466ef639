import KubernetesAPI
import Testing
import Values

@Suite("Pods that ask for what the cluster has not are refused in the server's words")
struct PodAdmissionRuleTests {
  private func message(_ spec: String, container: String = "") -> String? {
    makeServer().post(.pods, PodFieldRefusalTests.pod(spec, container: container)).error?.message
  }

  private func causes(_ spec: String, container: String = "") -> [String]? {
    makeServer().post(.pods, PodFieldRefusalTests.pod(spec, container: container)).error?.causes
      .map { "\($0.field): \($0.message)" }
  }

  @Test("A priority class has to be there; two are in every cluster")
  func priorityClasses() {
    #expect(
      message("\"priorityClassName\":\"high\"")
        == "pods \"web\" is forbidden: no PriorityClass with name high was found")
    for (name, priority) in [
      ("system-cluster-critical", 2_000_000_000), ("system-node-critical", 2_000_001_000),
    ] {
      let pod = makeServer().post(
        .pods, PodFieldRefusalTests.pod("\"priorityClassName\":\"\(name)\"")
      ).body
      #expect(pod["spec"]?["priority"] == .integer(Int64(priority)))
      #expect(pod["spec"]?["preemptionPolicy"] == "PreemptLowerPriority")
    }
  }

  @Test("A priority comes from its class alone")
  func priorities() {
    #expect(
      message("\"priority\":7")
        == "pods \"web\" is forbidden: the integer value of priority (7) must not be provided in"
        + " pod spec; priority admission controller computed 0 from the given PriorityClass name")
    #expect(
      message("\"preemptionPolicy\":\"Never\"")
        == "pods \"web\" is forbidden: the string value of PreemptionPolicy (Never) must not be"
        + " provided in pod spec; priority admission controller computed PreemptLowerPriority from"
        + " the given PriorityClass name")
    #expect(message("\"priority\":0,\"preemptionPolicy\":\"PreemptLowerPriority\"") == nil)
  }

  @Test("There are no classes of runtimes, and so no pod has an overhead")
  func runtimeClasses() {
    #expect(
      message("\"runtimeClassName\":\"gvisor\"")
        == "pods \"web\" is forbidden: pod rejected: RuntimeClass \"gvisor\" not found")
    #expect(
      message("\"overhead\":{\"cpu\":\"1\"}")
        == "pods \"web\" is forbidden: pod rejected: Pod Overhead set without corresponding"
        + " RuntimeClass defined Overhead")
  }

  @Test("The request for a device is its limit, a whole number of something with a full name")
  func devices() {
    func resources(_ limits: String, _ requests: String) -> [String]? {
      causes("", container: "\"resources\":{\"limits\":{\(limits)},\"requests\":{\(requests)}}")
    }
    let place = "spec.containers[0].resources"
    #expect(
      resources("\"nvidia.com/gpu\":2", "\"nvidia.com/gpu\":1") == [
        "\(place).requests: Invalid value: \"1\": must be equal to nvidia.com/gpu limit of 2"
      ])
    #expect(
      resources("", "\"nvidia.com/gpu\":1") == [
        "\(place).limits: Required value: Limit must be set for non overcommitable resources"
      ])
    #expect(
      resources("\"nvidia.com/gpu\":\"500m\"", "")?.first
        == "\(place).limits[nvidia.com/gpu]: Invalid value: \"500m\": must be an integer")
    #expect(
      resources("\"gpu\":1", "") == [
        "\(place).limits[gpu]: Invalid value: \"gpu\": must be a standard resource type or fully"
          + " qualified",
        "\(place).limits[gpu]: Invalid value: \"gpu\": must be a standard resource for containers",
        "\(place).requests[gpu]: Invalid value: \"gpu\": must be a standard resource type or fully"
          + " qualified",
        "\(place).requests[gpu]: Invalid value: \"gpu\": must be a standard resource for"
          + " containers",
      ])
    #expect(resources("\"nvidia.com/gpu\":1,\"cpu\":1", "\"cpu\":\"500m\"") == nil)
  }

  @Test("A block device is a volume of the pod, and a claim; it is not simulated")
  func blockDevices() {
    let device = "\"volumeDevices\":[{\"name\":\"raw\",\"devicePath\":\"/dev/xvda\"}]"
    let place = "spec.containers[0].volumeDevices[0]"
    #expect(causes("", container: device) == ["\(place).name: Not found: \"raw\""])
    #expect(
      causes("\"volumes\":[{\"name\":\"raw\",\"emptyDir\":{}}]", container: device) == [
        "\(place).name: Invalid value: \"raw\": can only use volume source type of"
          + " PersistentVolumeClaim or Ephemeral for block mode"
      ])
    #expect(
      causes(
        "\"volumes\":[{\"name\":\"raw\",\"persistentVolumeClaim\":{\"claimName\":\"c\"}}]",
        container: device)
        == ["\(place): Forbidden: volumes as block devices are not simulated"])
  }

  @Test("Only init containers have a restart policy, and only one")
  func restartPolicies() {
    #expect(
      causes("", container: "\"restartPolicy\":\"Always\"")
        == ["spec.containers[0].restartPolicy: Forbidden: may not be set for non-init containers"])
    let container = "{\"name\":\"a\",\"image\":\"b\",\"restartPolicy\":\"Never\"}"
    #expect(
      causes("\"initContainers\":[\(container)]") == [
        "spec.initContainers[0].restartPolicy: Unsupported value: \"Never\": supported values:"
          + " \"Always\""
      ])
  }

  @Test("Without a policy for names, the pod has to bring a name server")
  func nameServers() {
    #expect(
      causes("\"dnsPolicy\":\"None\"") == [
        "spec.dnsConfig: Required value: must provide `dnsConfig` when `dnsPolicy` is None"
      ])
    #expect(
      causes("\"dnsPolicy\":\"None\",\"dnsConfig\":{\"searches\":[\"a\"]}") == [
        "spec.dnsConfig.nameservers: Required value: must provide at least one DNS nameserver when"
          + " `dnsPolicy` is None"
      ])
  }

  @Test("There are two operating systems")
  func systems() {
    #expect(
      causes("\"os\":{\"name\":\"plan9\"}") == [
        "spec.os.name: Unsupported value: \"plan9\": supported values: \"linux\", \"windows\""
      ])
  }

  @Test("Scheduling gates are only taken away, and hold back what has no node")
  func schedulingGates() {
    let server = makeServer()
    let gates = "\"schedulingGates\":[{\"name\":\"a.b/c\"}]"
    let pod = server.post(.pods, PodFieldRefusalTests.pod(gates)).body
    let condition = pod["status"]?["conditions"]?[0]
    #expect(condition?["type"] == "PodScheduled")
    #expect(condition?["status"] == "False")
    #expect(condition?["reason"] == "SchedulingGated")
    #expect(condition?["message"] == "Scheduling is blocked due to non-empty scheduling gates")
    #expect(
      server.patch(.pods, "web", "{\"spec\":{\"schedulingGates\":[{\"name\":\"more\"}]}}").error?
        .causes.map { "\($0.field): \($0.message)" }.first?
        .hasSuffix(
          "Forbidden: only deletion is allowed, but found new scheduling gate 'more'") == true)
    #expect(
      server.patch(
        .pods, "web", "{\"spec\":{\"schedulingGates\":null}}", as: .merge
      ).code == 200)
    #expect(
      causes("\"nodeName\":\"node-1\"," + gates) == [
        "spec.nodeName: Forbidden: cannot be set until all schedulingGates have been cleared"
      ])
  }
}
