import KubernetesAPI
import Testing
import Values

@Suite("Objects are completed as a real server completes them")
struct DefaultsTests {
  @Test("S29: the StatefulSet of the recordings, as -o yaml shows it")
  func statefulSet() throws {
    let server = makeServer()
    let response = server.post(.statefulSets, webJSON)
    try #require(response.code == 201)
    #expect(
      response.body["spec"]?.yamlText == """
        persistentVolumeClaimRetentionPolicy:
          whenDeleted: Retain
          whenScaled: Retain
        podManagementPolicy: OrderedReady
        replicas: 3
        revisionHistoryLimit: 10
        selector:
          matchLabels:
            app: web
        serviceName: web
        template:
          metadata:
            creationTimestamp: null
            labels:
              app: web
          spec:
            containers:
            - image: nginx:1.25
              imagePullPolicy: IfNotPresent
              name: nginx
              ports:
              - containerPort: 80
                name: http
                protocol: TCP
              resources: {}
              terminationMessagePath: /dev/termination-log
              terminationMessagePolicy: File
              volumeMounts:
              - mountPath: /usr/share/nginx/html
                name: data
            dnsPolicy: ClusterFirst
            restartPolicy: Always
            schedulerName: default-scheduler
            securityContext: {}
            terminationGracePeriodSeconds: 30
        updateStrategy:
          rollingUpdate:
            partition: 0
          type: RollingUpdate
        volumeClaimTemplates:
        - apiVersion: v1
          kind: PersistentVolumeClaim
          metadata:
            creationTimestamp: null
            name: data
          spec:
            accessModes:
            - ReadWriteOnce
            resources:
              requests:
                storage: 1Gi
            volumeMode: Filesystem
          status:
            phase: Pending

        """)
    #expect(response.body["metadata"]?["creationTimestamp"] == "2026-03-02T09:00:00Z")
    #expect(response.body["metadata"]?["generation"] == 1)
    #expect(response.body["status"] == ["replicas": 0, "availableReplicas": 0])
  }

  @Test("S13: an explicit strategy without parameters gets no partition")
  func explicitStrategy() {
    let text = web("\"replicas\":3", "\"updateStrategy\":{\"type\":\"RollingUpdate\"}")
    let response = makeServer().post(.statefulSets, text)
    #expect(response.body["spec"]?["updateStrategy"] == ["type": "RollingUpdate"])
  }

  @Test("N10: a pod gets tolerations, an account, its token and a class of service")
  func pod() throws {
    let server = makeServer()
    let pod = try server.create(makePod("lonely"))
    #expect(
      pod.spec.tolerations.map { $0.key } == [
        "node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable",
      ])
    #expect(pod.spec.tolerations.allSatisfy { $0.tolerationSeconds == 300 })
    #expect(pod.spec.serviceAccountName == "default")
    #expect(pod.spec.volumes.count == 1)
    #expect(pod.spec.volumes[0].name.hasPrefix("kube-api-access-"))
    let path = "/var/run/secrets/kubernetes.io/serviceaccount"
    #expect(pod.spec.containers[0].volumeMounts.map { $0.mountPath } == [path])
    #expect(pod.status.phase == "Pending")
    #expect(pod.status.qosClass == "BestEffort")
    #expect(pod.spec.enableServiceLinks == true)
    #expect(pod.spec.priority == 0)
    #expect(pod.metadata.generation == 0)
  }

  @Test func headlessService() throws {
    let response = makeServer().post(
      .services,
      """
      {"apiVersion":"v1","kind":"Service","metadata":{"labels":{"app":"web"},"name":"web"},
       "spec":{"clusterIP":"None","ports":[{"name":"http","port":80}],"selector":{"app":"web"}}}
      """)
    #expect(
      response.body["spec"]?.yamlText == """
        clusterIP: None
        clusterIPs:
        - None
        internalTrafficPolicy: Cluster
        ipFamilies:
        - IPv4
        ipFamilyPolicy: SingleStack
        ports:
        - name: http
          port: 80
          protocol: TCP
          targetPort: 80
        selector:
          app: web
        sessionAffinity: None
        type: ClusterIP

        """)
    #expect(response.body["status"] == ["loadBalancer": [:]])
  }

  @Test func servicesGetAddressesOfTheirOwn() throws {
    let server = makeServer()
    var addresses: Set<String> = []
    for index in 0..<50 {
      let service = Service()
      service.metadata.name = "s\(index)"
      var port = ServicePort()
      port.port = 80
      service.spec.ports = [port]
      service.spec.type = "NodePort"
      let stored = try server.create(service)
      let parts = stored.spec.clusterIP.split(separator: ".").compactMap { Int($0) }
      #expect(parts.count == 4 && parts[0] == 10 && (96...111).contains(parts[1]))
      #expect((30_000...32_767).contains(stored.spec.ports[0].nodePort))
      addresses.insert(stored.spec.clusterIP)
    }
    #expect(addresses.count == 50)
  }

  @Test(
    "images without a fixed tag are always pulled",
    arguments: [
      ("nginx", "Always"), ("nginx:latest", "Always"), ("nginx:1.25", "IfNotPresent"),
      ("host:5000/nginx", "Always"), ("host:5000/nginx:2", "IfNotPresent"),
      ("nginx@sha256:abc", "IfNotPresent"),
    ])
  func pullPolicy(_ image: String, _ policy: String) throws {
    let pod = makePod("p")
    pod.spec.containers[0].image = image
    #expect(try makeServer().create(pod).spec.containers[0].imagePullPolicy == policy)
  }

  @Test func claimsGetTheDefaultClassAndProtection() throws {
    let server = makeServer()
    for (name, isDefault) in [("fast", "false"), ("standard", "true")] {
      let storageClass = StorageClass()
      storageClass.metadata.name = name
      storageClass.metadata.annotations = [
        "storageclass.kubernetes.io/is-default-class": isDefault
      ]
      storageClass.provisioner = "x"
      try server.create(storageClass)
    }
    let claim = PersistentVolumeClaim()
    claim.metadata.name = "data"
    claim.spec.accessModes = ["ReadWriteOnce"]
    claim.spec.resources.requests["storage"] = Quantity("1Gi")
    let stored = try server.create(claim)
    #expect(stored.spec.storageClassName == "standard")
    #expect(stored.metadata.finalizers == ["kubernetes.io/pvc-protection"])
    #expect(stored.status.phase == "Pending")
  }

  @Test(
    "quantities are printed in canonical form",
    arguments: [
      ("1024Mi", "1Gi"), ("0.5", "500m"), ("1000m", "1"), ("1Gi", "1Gi"), ("1.5Gi", "1536Mi"),
      ("100M", "100M"), ("1000k", "1M"), ("0", "0"), ("2", "2"), ("1e3", "1e3"), ("1500m", "1500m"),
      ("0.1Ki", "102400m"), ("10Ei", ""), ("", ""), ("Gi", ""), ("1GB", ""), ("1.2.3", ""),
    ])
  func quantities(_ text: String, _ expected: String) {
    #expect((Quantity(text)?.text ?? "") == expected)
  }
}
