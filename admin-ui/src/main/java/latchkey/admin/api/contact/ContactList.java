package latchkey.admin.api.contact;

import java.util.List;

/** One page of contacts; the total may be an estimate if counting would take long. */
public record ContactList(List<Contact> items, int total, boolean totalIsEstimate) {}
