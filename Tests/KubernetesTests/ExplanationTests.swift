import Testing

@Suite("sim why")
struct ExplanationTests {
  private static let misc = """
    apiVersion: v1
    kind: Pod
    metadata: { name: big }
    spec:
      containers:
      - { name: c, image: "nginx:1.25", resources: { requests: { cpu: "1000" } } }
    ---
    apiVersion: v1
    kind: Pod
    metadata: { name: noimage }
    spec: { containers: [ { name: c, image: "nginx:nosuchtag" } ] }
    ---
    apiVersion: v1
    kind: Pod
    metadata: { name: notready, labels: { app: notready } }
    spec:
      containers:
      - name: c
        image: nginx:1.25
        readinessProbe: { exec: { command: [ cat, /tmp/ready ] } }
    ---
    apiVersion: v1
    kind: Pod
    metadata: { name: noclaim }
    spec:
      containers: [ { name: c, image: "nginx:1.25" } ]
      volumes: [ { name: d, persistentVolumeClaim: { claimName: nosuch } } ]
    ---
    apiVersion: v1
    kind: Pod
    metadata: { name: nomap }
    spec:
      containers:
      - { name: c, image: "nginx:1.25", envFrom: [ { configMapRef: { name: nosuchmap } } ] }
    ---
    apiVersion: v1
    kind: PersistentVolumeClaim
    metadata: { name: noclass }
    spec:
      storageClassName: nosuch
      accessModes: [ ReadWriteOnce ]
      resources: { requests: { storage: 1Gi } }
    ---
    apiVersion: v1
    kind: PersistentVolumeClaim
    metadata: { name: unused }
    spec:
      storageClassName: local-path
      accessModes: [ ReadWriteOnce ]
      resources: { requests: { storage: 1Gi } }
    ---
    apiVersion: v1
    kind: Service
    metadata: { name: nobody }
    spec: { selector: { app: nobody }, ports: [ { port: 80 } ] }
    ---
    apiVersion: v1
    kind: Service
    metadata: { name: notready }
    spec: { selector: { app: notready }, ports: [ { port: 80 } ] }
    ---
    apiVersion: v1
    kind: Service
    metadata: { name: noselector }
    spec: { ports: [ { port: 80 } ] }
    """

  @Test(
    "Pods, claims and Services say what they lack",
    arguments: [
      ("pod/big", "big waits: 0/3 nodes are available: 3 Insufficient cpu."),
      ("pod/noimage", "noimage is ErrImagePull on node-"),
      ("pod/notready", "not Ready: Readiness probe failed: cat: "),
      ("pod/noclaim", "persistentvolumeclaim \"nosuch\" not found"),
      ("pod/nomap", "nomap is CreateContainerConfigError on node-"),
      ("pod/nomap", "c: configmap \"nosuchmap\" not found"),
      ("pvc/nosuch", "in the namespace default, though noclaim refers to it"),
      ("pvc/noclass", "noclass waits: there is no storage class nosuch"),
      ("pvc/unused", "unused "),
      ("svc/nobody", "nobody has 0 ready endpoints: no pod has the labels app=nobody"),
      ("svc/notready", "notready has 0 ready endpoints: notready is Running on node-"),
      ("svc/noselector", "it has no selector, so its endpoints have to be made by hand"),
    ])
  func whatIsMissing(_ subject: String, _ part: String) throws {
    let fixture = ConsoleFixture()
    try fixture.apply(ExplanationTests.misc)
    fixture.run("sleep 5")
    let sentence = fixture.run("sim why \(subject)")
    #expect(sentence.contains(part), "\(sentence)")
  }

  private func brokenSet() throws -> ConsoleFixture {
    let fixture = ConsoleFixture()
    try fixture.apply(ConsoleFixture.statefulSet("web", replicas: 2, storageClass: "standard"))
    fixture.run("kubectl rollout status sts/web")
    return fixture
  }

  @Test("A StatefulSet and the ordinals behind it name the pod that holds them back")
  func heldBack() throws {
    let fixture = try brokenSet()
    fixture.run("kubectl set image sts/web nginx=nginx:nosuchtag; sleep 20")
    fixture.run("kubectl scale sts web --replicas=4; sleep 5")
    #expect(
      fixture.run("sim why sts/web").hasPrefix("web has 1 of 4 pods ready: web-1 is "))
    #expect(fixture.run("sim why pod/web-2").hasPrefix("web-2 waits: web-1 is not Ready (state"))
    #expect(
      fixture.run("sim why pod/web-3").hasPrefix(
        "web-3 does not exist yet: the StatefulSet web makes its pods in order, and web-1 is "))
    #expect(
      fixture.run("sim why pvc/data-web-3").hasPrefix(
        "data-web-3 does not exist: it is made together with web-3; web-3 does not exist yet"))
    #expect(
      fixture.run("sim why pod/web-4")
        == "web-4 does not exist: the StatefulSet web has 4 replicas\n")
  }

  @Test("S26: a pod on a lost node says who has to confirm its end, and that nothing replaces it")
  func lostNode() throws {
    let fixture = try brokenSet()
    let node = fixture.run("kubectl get pod web-0 -o jsonpath='{.spec.nodeName}'")
    fixture.run("sim crash \(node); sleep 400")
    let pod = fixture.run("sim why pod/web-0")
    #expect(
      pod.hasPrefix(
        "web-0 is being deleted, but only the kubelet can say that its containers have ended, and"
          + " its node \(node) is not Ready since "))
    #expect(pod.contains("; the StatefulSet web makes it anew when it is gone; last: marked for"))
    #expect(fixture.run("sim why sts/web").hasPrefix("web has "))
    #expect(
      fixture.run("sim why node/\(node)").contains(": Kubelet stopped posting node status; last"))
    fixture.run("kubectl delete pod web-0 --force --grace-period=0; sleep 10")
    let moved = fixture.run("sim why pod/web-0")
    #expect(moved.contains("is at \(node) (attachdetach-controller, since "), "\(moved)")
  }

  @Test("A Deployment whose new pods do not come up names one of them")
  func deployment() {
    let fixture = ConsoleFixture()
    fixture.run("kubectl create deployment shop --image=nginx:1.25")
    fixture.run("kubectl rollout status deploy/shop")
    fixture.run("kubectl set image deploy/shop nginx=nginx:nosuchtag; sleep 15")
    let sentence = fixture.run("sim why deploy/shop")
    #expect(sentence.hasPrefix("shop waits: "), "\(sentence)")
    #expect(sentence.contains("(deployment-controller, since "))
    #expect(sentence.contains("; shop-"))
  }

  @Test("N15: a pod that its kubelet ended has failed for the kubelet's reason")
  func endedByItsKubelet() throws {
    let fixture = ConsoleFixture()
    try fixture.apply(
      """
      apiVersion: v1
      kind: Pod
      metadata: { name: late }
      spec:
        activeDeadlineSeconds: 5
        terminationGracePeriodSeconds: 1
        containers: [ { name: main, image: "busybox:1.36", command: [ sleep, "1000" ] } ]
      """)
    fixture.run("sleep 20")
    let text = fixture.run("sim why pod/late")
    #expect(
      text.contains(": Pod was active on the node longer than the specified deadline"), "\(text)")
  }
}
