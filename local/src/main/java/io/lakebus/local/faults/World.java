// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import io.lakebus.local.cli.Pause;
import io.lakebus.local.faults.proxy.S3Keys;
import io.lakebus.local.send.VendorLoad;
import io.lakebus.local.service.JobControl;

/**
 * The stack under torture, as a fault reaches it.
 *
 * @param processes its processes
 * @param job its job
 * @param failPoints moments in the job at which it can be halted
 * @param links the network between its processes
 * @param storeKeys what the object store lets in
 * @param broker its log
 * @param rules its bus definition
 * @param rows whether its readers see new rows
 * @param load the vendor who sends meanwhile
 * @param pause lets time pass
 */
record World(
    StackProcesses processes,
    JobControl job,
    FailPoints failPoints,
    LinkTrouble links,
    S3Keys storeKeys,
    Broker broker,
    LiveRules rules,
    NewRows rows,
    VendorLoad load,
    Pause pause) {}
