import Testing
import Values

@Suite("Applications in a session")
struct ApplicationTests {
  private func fixture(
    replicas: Int, storageClass: String = "standard", seed: UInt64 = 1
  ) throws -> ConsoleFixture {
    let fixture = ConsoleFixture(seed: seed)
    try fixture.apply(
      ConsoleFixture.statefulSet("web", replicas: replicas, storageClass: storageClass))
    fixture.run("kubectl rollout status statefulset/web --timeout=120s")
    return fixture
  }

  @Test("S4, N4: the watch of an ordered start: each pod after the one before is Ready")
  func orderedStart() throws {
    let fixture = ConsoleFixture()
    try fixture.apply(ConsoleFixture.statefulSet("web", replicas: 2, storageClass: "standard"))
    let rows = fixture.run("timeout 15 kubectl get pods -w | tr -s ' ' | cut -d' ' -f1-3")
    #expect(
      rows == """
        NAME READY STATUS
        web-0 0/1 Pending
        web-0 0/1 Pending
        web-0 0/1 ContainerCreating
        web-0 1/1 Running
        web-1 0/1 Pending
        web-1 0/1 Pending
        web-1 0/1 Pending
        web-1 0/1 ContainerCreating
        web-1 1/1 Running

        """)
  }

  @Test("V8, S18: what is on the claim survives the pod, what is in the container does not")
  func dataSurvives() throws {
    let fixture = try fixture(replicas: 2)
    fixture.run(
      "kubectl exec web-1 -- sh -c 'echo kept > /usr/share/nginx/html/a; echo lost > /tmp/a'")
    fixture.run("kubectl delete pod web-1")
    fixture.run("kubectl wait pod/web-1 --for=condition=Ready --timeout=60s")
    #expect(fixture.run("kubectl exec web-1 -- cat /usr/share/nginx/html/a") == "kept\n")
    #expect(fixture.run("kubectl exec web-1 -- cat /tmp/a").hasSuffix("[1]"))
  }

  @Test("V7: a remote volume follows its pod to another node")
  func remoteVolumeMoves() throws {
    let fixture = try fixture(replicas: 1)
    fixture.run("kubectl exec web-0 -- sh -c 'echo kept > /usr/share/nginx/html/a'")
    let before = fixture.run("kubectl get pod web-0 -o jsonpath='{.spec.nodeName}'")
    fixture.run("kubectl cordon \(before)")
    fixture.run("kubectl delete pod web-0")
    fixture.run("kubectl wait pod/web-0 --for=condition=Ready --timeout=60s")
    #expect(fixture.run("kubectl get pod web-0 -o jsonpath='{.spec.nodeName}'") != before)
    #expect(fixture.run("kubectl exec web-0 -- cat /usr/share/nginx/html/a") == "kept\n")
  }

  @Test("V7: a local volume keeps its pod from leaving the node")
  func localVolumeStays() throws {
    let fixture = try fixture(replicas: 1, storageClass: "local-path")
    fixture.run("kubectl exec web-0 -- sh -c 'echo kept > /usr/share/nginx/html/a'")
    let node = fixture.run("kubectl get pod web-0 -o jsonpath='{.spec.nodeName}'")
    fixture.run("kubectl cordon \(node)")
    fixture.run("kubectl delete pod web-0")
    #expect(
      fixture.run("kubectl wait pod/web-0 --for=condition=Ready --timeout=60s").hasSuffix("[1]"))
    #expect(
      fixture.run("kubectl get events --field-selector involvedObject.name=web-0")
        .contains("volume node affinity conflict"))
    fixture.run("kubectl uncordon \(node)")
    fixture.run("kubectl wait pod/web-0 --for=condition=Ready --timeout=60s")
    #expect(fixture.run("kubectl exec web-0 -- cat /usr/share/nginx/html/a") == "kept\n")
  }

  @Test("N9, G2: a lost node: nothing for a while, then NotReady; back, and all is well")
  func nodeLoss() throws {
    let fixture = try fixture(replicas: 3)
    let node = fixture.run("kubectl get pod web-1 -o jsonpath='{.spec.nodeName}'")
    let status = "kubectl get node \(node) --no-headers | tr -s ' ' | cut -d' ' -f2"
    fixture.run("sim crash \(node)")
    fixture.run("sleep 30")
    #expect(fixture.run(status) == "Ready\n")
    fixture.run("sleep 30")
    #expect(fixture.run(status) == "NotReady\n")
    #expect(
      fixture.run(
        "kubectl get endpoints web -o jsonpath='{.subsets[*].notReadyAddresses[*].hostname}'")
        == "web-1")
    #expect(fixture.run("kubectl get pods --no-headers | grep -c Running") == "3\n")
    fixture.run("sim start \(node)")
    fixture.run("sleep 20")
    #expect(fixture.run(status) == "Ready\n")
    #expect(fixture.run("kubectl get sts web -o jsonpath='{.status.readyReplicas}'") == "3")
  }

  @Test("S26: the pod of a lost node hangs; force lets a new one take the name elsewhere")
  func forcedReplacement() throws {
    let fixture = try fixture(replicas: 2)
    fixture.run("kubectl exec web-1 -- sh -c 'echo kept > /usr/share/nginx/html/a'")
    let node = fixture.run("kubectl get pod web-1 -o jsonpath='{.spec.nodeName}'")
    fixture.run("sim crash \(node)")
    fixture.run("sleep 400")
    #expect(fixture.run("kubectl get pod web-1 --no-headers").contains("Terminating"))
    fixture.run("kubectl delete pod web-1 --force --grace-period=0")
    fixture.run("sleep 5")
    #expect(fixture.run("kubectl get pod web-1 -o jsonpath='{.spec.nodeName}'") != node)
    // V6: the volume is taken from the dead node after six minutes.
    #expect(fixture.run("kubectl get pod web-1 --no-headers").contains("ContainerCreating"))
    fixture.run("sleep 400")
    #expect(fixture.run("kubectl exec web-1 -- cat /usr/share/nginx/html/a") == "kept\n")
  }

  @Test("Services, names and web servers work together")
  func servicesAndNames() throws {
    let fixture = try fixture(replicas: 2)
    for index in 0..<2 {
      fixture.run(
        "kubectl exec web-\(index) -- sh -c 'echo $(hostname) > /usr/share/nginx/html/index.html'")
    }
    fixture.run("kubectl run client --image=busybox:1.36 -- sleep 100000")
    fixture.run("kubectl wait pod/client --for=condition=Ready")
    #expect(
      fixture.run("kubectl exec client -- wget -q -O- http://web-1.web.default.svc.cluster.local/")
        == "web-1\n")
    #expect(fixture.run("kubectl exec client -- wget -q -O- http://web-0.web/") == "web-0\n")
    let resolved = fixture.run(
      "kubectl exec client -- nslookup web-0.web.default.svc.cluster.local")
    let address = fixture.run("kubectl get pod web-0 -o jsonpath='{.status.podIP}'")
    #expect(resolved.contains(address))
  }

  @Test("NodePort answers on the laptop; pods and cluster addresses do not")
  func outside() throws {
    let fixture = ConsoleFixture()
    fixture.run("kubectl create deployment shop --image=nginx:1.25 --replicas=2")
    fixture.run("kubectl rollout status deployment/shop")
    fixture.run("kubectl expose deployment shop --port=80 --type=NodePort")
    let port = fixture.run("kubectl get svc shop -o jsonpath='{.spec.ports[0].nodePort}'")
    let clusterAddress = fixture.run("kubectl get svc shop -o jsonpath='{.spec.clusterIP}'")
    #expect(fixture.connect(to: "10.0.0.11", port: Int(port) ?? 0) == "connected")
    #expect(fixture.connect(to: clusterAddress, port: 80) == "no answer")
    let podAddress = fixture.run("kubectl get pods -o jsonpath='{.items[0].status.podIP}'")
    #expect(fixture.connect(to: podAddress, port: 80) == "no answer")
  }

  @Test("N4, N6: the end of a pod in a watch: Terminating, then Completed three times")
  func watchedEnd() throws {
    let fixture = ConsoleFixture()
    fixture.run("kubectl run web --image=nginx:1.25")
    fixture.run("kubectl wait pod/web --for=condition=Ready")
    let rows = fixture.run(
      "(sleep 1; kubectl delete pod web > /dev/null) & timeout 5 kubectl get pods -w | tr -s ' '"
        + " | cut -d' ' -f2-3")
    #expect(
      rows == """
        READY STATUS
        1/1 Running
        1/1 Terminating
        0/1 Completed
        0/1 Completed
        0/1 Completed

        """)
  }

  @Test("G9: the same seed gives the same bytes; another seed other names")
  func determinism() throws {
    func transcript(_ seed: UInt64) throws -> String {
      let fixture = ConsoleFixture(seed: seed)
      fixture.run("kubectl create deployment shop --image=nginx:1.25 --replicas=3")
      return fixture.run("sleep 5; kubectl get pods -o wide; kubectl get events")
    }
    #expect(try transcript(7) == transcript(7))
    #expect(try transcript(7) != transcript(8))
  }
}
