import KubernetesAPI
import Simulation
import Testing
import Values

@Suite("Tables have the cells of a real server")
struct TableTests {
  @Test(
    "K10: ages",
    arguments: [
      (-2, "<invalid>"), (-1, "0s"), (0, "0s"), (60, "60s"), (119, "119s"), (120, "2m"),
      (125, "2m5s"), (599, "9m59s"), (600, "10m"), (3600, "60m"), (10_740, "179m"), (10_800, "3h"),
      (11_040, "3h4m"), (28_800, "8h"), (86_400, "24h"), (172_799, "47h"), (183_600, "2d3h"),
      (691_200, "8d"), (63_072_000, "2y"), (63_158_400, "2y1d"), (252_288_000, "8y"),
    ] as [(Int64, String)])
  func ages(_ seconds: Int64, _ text: String) {
    #expect(VirtualDuration.seconds(seconds).human == text)
  }

  func cells(_ object: KubernetesObject, at seconds: Int64 = 0) -> String {
    let table = Table(
      object.resourceType, [object], now: VirtualTime(milliseconds: seconds * 1000))
    return table.rows[0].cells.map { $0.string ?? $0.compactText }.joined(separator: "|")
  }

  @Test("K2, K3, K4, K5, K6, K7, K8: columns are the real ones")
  func columnsAreTheRealOnes() {
    func names(_ type: ResourceType) -> String {
      Table(type, [], now: .zero).columns.map { $0.name + ($0.priority > 0 ? "*" : "") }
        .joined(separator: " ").uppercased()
    }
    #expect(
      names(.pods) == "NAME READY STATUS RESTARTS AGE IP* NODE* NOMINATED NODE* READINESS GATES*")
    #expect(names(.statefulSets) == "NAME READY AGE CONTAINERS* IMAGES*")
    #expect(
      names(.deployments)
        == "NAME READY UP-TO-DATE AVAILABLE AGE CONTAINERS* IMAGES* SELECTOR*")
    #expect(names(.services) == "NAME TYPE CLUSTER-IP EXTERNAL-IP PORT(S) AGE SELECTOR*")
    #expect(
      names(.persistentVolumeClaims)
        == "NAME STATUS VOLUME CAPACITY ACCESS MODES STORAGECLASS VOLUMEATTRIBUTESCLASS AGE"
        + " VOLUMEMODE*")
    #expect(
      names(.events)
        == "LAST SEEN TYPE REASON OBJECT SUBOBJECT* SOURCE* MESSAGE FIRST SEEN* COUNT* NAME*")
  }

  @Test("N3: a pod's state in one word")
  func podStates() {
    let pod = makePod("web-0")
    pod.metadata.creationTimestamp = .zero
    pod.status.phase = "Pending"
    #expect(cells(pod, at: 5) == "web-0|0/1|Pending|0|5s|<none>|<none>|<none>|<none>")
    var status = ContainerStatus()
    status.name = "nginx"
    status.state.waiting = ContainerStateWaiting()
    status.state.waiting?.reason = "ContainerCreating"
    pod.status.containerStatuses = [status]
    #expect(PodSummary(pod).status == "ContainerCreating")

    status.state = ContainerState()
    status.state.running = ContainerStateRunning()
    status.ready = true
    status.restartCount = 2
    status.lastState.terminated = ContainerStateTerminated()
    status.lastState.terminated?.finishedAt = VirtualTime(milliseconds: 2000)
    pod.status.phase = "Running"
    pod.status.containerStatuses = [status]
    pod.spec.nodeName = "node-1"
    pod.status.podIP = "10.244.1.2"
    #expect(
      cells(pod, at: 25)
        == "web-0|1/1|Running|2 (23s ago)|25s|10.244.1.2|node-1|<none>|<none>")

    pod.metadata.deletionTimestamp = VirtualTime(milliseconds: 30_000)
    #expect(PodSummary(pod).status == "Terminating")
    status.state = ContainerState()
    status.state.terminated = ContainerStateTerminated()
    status.state.terminated?.reason = "Completed"
    status.ready = false
    pod.status.phase = "Succeeded"
    pod.status.containerStatuses = [status]
    #expect(PodSummary(pod).status == "Completed")
    #expect(PodSummary(pod).ready == 0)
    pod.status.reason = "Evicted"
    pod.status.containerStatuses = []
    #expect(PodSummary(pod).status == "Evicted")
  }

  @Test("N3: init containers are counted")
  func initContainersAreCounted() {
    let pod = makePod("mysql-0")
    var container = Container()
    container.name = "init-mysql"
    pod.spec.initContainers = [container]
    container.name = "clone-mysql"
    pod.spec.initContainers.append(container)
    var first = ContainerStatus()
    first.name = "init-mysql"
    first.state.running = ContainerStateRunning()
    pod.status.phase = "Pending"
    pod.status.initContainerStatuses = [first]
    #expect(PodSummary(pod).status == "Init:0/2")
    first.state = ContainerState()
    first.state.terminated = ContainerStateTerminated()
    var second = ContainerStatus()
    second.name = "clone-mysql"
    second.state.waiting = ContainerStateWaiting()
    second.state.waiting?.reason = "PodInitializing"
    pod.status.initContainerStatuses = [first, second]
    #expect(PodSummary(pod).status == "Init:1/2")
    second.state.waiting?.reason = "CrashLoopBackOff"
    pod.status.initContainerStatuses = [first, second]
    #expect(PodSummary(pod).status == "Init:CrashLoopBackOff")
    first.state.terminated?.exitCode = 3
    pod.status.initContainerStatuses = [first]
    #expect(PodSummary(pod).status == "Init:ExitCode:3")
  }

  @Test("K6: endpoints beyond the third are counted")
  func endpoints() {
    let endpoints = Endpoints()
    endpoints.metadata.name = "web"
    endpoints.metadata.creationTimestamp = .zero
    #expect(cells(endpoints) == "web|<none>|0s")
    var subset = EndpointSubset()
    var port = EndpointPort()
    port.port = 80
    subset.ports = [port]
    subset.addresses = (1...5).map { number in
      var address = EndpointAddress()
      address.ip = "10.0.0.\(number)"
      return address
    }
    endpoints.subsets = [subset]
    #expect(cells(endpoints) == "web|10.0.0.1:80,10.0.0.2:80,10.0.0.3:80 + 2 more...|0s")
  }

  @Test("K5: claims and volumes")
  func claimsAndVolumes() {
    let claim = PersistentVolumeClaim()
    claim.metadata.name = "data-web-0"
    claim.metadata.creationTimestamp = .zero
    claim.spec.storageClassName = "standard"
    claim.spec.volumeMode = "Filesystem"
    claim.status.phase = "Pending"
    #expect(cells(claim) == "data-web-0|Pending||||standard|<unset>|0s|Filesystem")
    claim.spec.volumeName = "pvc-1"
    claim.status.phase = "Bound"
    claim.status.accessModes = ["ReadWriteOncePod", "ReadWriteOnce"]
    claim.status.capacity["storage"] = Quantity("1Gi")
    #expect(
      cells(claim, at: 16)
        == "data-web-0|Bound|pvc-1|1Gi|RWO,RWOP|standard|<unset>|16s|Filesystem")
  }

  @Test("K7: nodes and revisions")
  func nodesAndRevisions() {
    let node = Node()
    node.metadata.name = "node-1"
    node.metadata.creationTimestamp = .zero
    var ready = NodeCondition()
    ready.type = "Ready"
    ready.status = "True"
    node.status.conditions = [ready]
    node.spec.unschedulable = true
    node.status.nodeInfo.kubeletVersion = "v1.32.13"
    #expect(
      cells(node, at: 22)
        == "node-1|Ready,SchedulingDisabled|<none>|22s|v1.32.13|<none>|<none>|<unknown>|<unknown>"
        + "|<unknown>")
    let revision = ControllerRevision()
    revision.metadata.name = "web-695594f648"
    revision.metadata.creationTimestamp = .zero
    revision.revision = 1
    var owner = OwnerReference()
    owner.apiVersion = "apps/v1"
    owner.kind = "StatefulSet"
    owner.name = "web"
    owner.controller = true
    revision.metadata.ownerReferences = [owner]
    #expect(cells(revision, at: 20) == "web-695594f648|statefulset.apps/web|1|20s")
  }

  @Test func aListCanBeATable() throws {
    let server = makeServer()
    try server.create(makePod("web-0"))
    var request = APIRequest(.list, .pods, namespace: "default")
    request.wantsTable = true
    let body = server.handle(request).body
    #expect(body["kind"] == "Table")
    #expect(body["columnDefinitions"]?[0]?["name"] == "Name")
    #expect(body["rows"]?[0]?["object"]?["metadata"]?["name"] == "web-0")
  }
}
