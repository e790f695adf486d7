package latchkey.admin.api.job;

import latchkey.admin.api.contact.PortalStatus;

/** A contact of a job. */
public record JobPerson(String contactId, String name, PortalStatus status, boolean canBeInvited) {

    public boolean canGetIn() {
        return status == PortalStatus.ACTIVE;
    }
}
